/// Gives an enum the ids of its variants: as `id()`, for serde and for JSON Schema, in the order given.
macro_rules! ids {
    ($enum:ident { $($variant:pat => $id:literal),+ $(,)? }) => {
        impl $enum {
            /// Its id, the same in every format.
            pub fn id(self) -> &'static str {
                match self {
                    $($variant => $id),+
                }
            }
        }

        impl serde::Serialize for $enum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }

        impl schemars::JsonSchema for $enum {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($enum).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($id),+] })
            }
        }
    };
}
pub(crate) use ids;
