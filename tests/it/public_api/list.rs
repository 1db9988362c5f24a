//! What a crate offers to others, a line for each thing, sorted.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenTree};
use syn::spanned::Spanned;
use syn::{Attribute, Fields, Generics, ImplItem, Item, ItemImpl, TraitItem, Type, Visibility};

use super::tree::{Def, Target, Tree, attributes, is_public, is_test, leaves, name_of};

/// Macros whose calls make nothing that is public.
const OF_NO_USE_OUTSIDE: [&str; 2] = ["keys", "include"];

/// What can be reached from the root of a crate.
pub(super) fn list(tree: &Tree) -> String {
    let mut list = List { tree, paths: BTreeMap::new(), lines: Vec::new() };
    list.module(0, "");
    list.exported_macros();
    list.impls();
    list.macros();
    list.lines.sort();
    list.lines.dedup();
    list.lines.iter().map(|line| format!("{line}\n")).collect()
}

struct List<'t> {
    tree: &'t Tree,
    /// The path by which each public item was reached first.
    paths: BTreeMap<Def, String>,
    lines: Vec<String>,
}

impl List<'_> {
    fn module(&mut self, module: usize, path: &str) {
        let tree = self.tree;
        for (at, item) in tree.modules[module].items.iter().enumerate() {
            if !is_public(item) || is_test(attributes(item)) {
                continue;
            }
            match item {
                Item::Mod(own) => {
                    let name = own.ident.to_string();
                    let below = format!("{path}{name}::");
                    self.lines.push(format!("{path}{name}: {}mod", marks(&own.attrs)));
                    for target in tree.resolve(module, &[name]) {
                        if let Target::Module(child) = target {
                            self.module(child, &below);
                        }
                    }
                }
                Item::Use(import) => {
                    for (target, name) in leaves(&import.tree) {
                        let mut found = tree.resolve(module, &target);
                        // Beside something of ours, what another crate has of that name is imported for own use.
                        if found.iter().any(|target| matches!(target, Target::Item(_))) {
                            found.retain(|target| !matches!(target, Target::Outside(_)));
                        }
                        for target in found {
                            self.import(target, &format!("{path}{name}"), &marks(&import.attrs));
                        }
                    }
                }
                Item::Macro(_) => {}
                _ => self.item((module, at), &format!("{path}{}", name_of(item).unwrap_or_default())),
            }
        }
    }

    fn import(&mut self, target: Target, path: &str, marks: &str) {
        match target {
            Target::Item(def) if is_public(self.tree.item(def)) => self.item(def, path),
            // What a private name of the same kind leads to cannot be re-exported, so it is something else.
            Target::Item(_) | Target::Module(_) => {}
            Target::Made(_) => self.lines.push(format!("{path}: {marks}made by a macro")),
            Target::Outside(name) => self.lines.push(format!("{path}: {marks}use {name}")),
        }
    }

    fn item(&mut self, def: Def, path: &str) {
        if let Some(first) = self.paths.get(&def) {
            self.lines.push(format!("{path}: the same as {first}"));
            return;
        }
        self.paths.insert(def, path.to_owned());
        let tree = self.tree;
        let item = tree.item(def);
        let marks = marks(attributes(item));
        let mut say = |line: String| self.lines.push(format!("{path}{line}"));
        match item {
            Item::Const(item) => say(format!(": {marks}const {}", text(item.ty.span()))),
            Item::Static(item) => say(format!(": {marks}static {}", text(item.ty.span()))),
            Item::Type(item) => say(format!(": {marks}type = {}", text(item.ty.span()))),
            Item::Fn(item) => say(format!(": {marks}{}", text(item.sig.span()))),
            Item::Macro(item) => say(format!(": {marks}macro {}", text(item.mac.span()))),
            Item::Struct(item) => {
                say(format!(": {marks}struct{}", generics(&item.generics)));
                fields(&item.fields, false, &mut say);
            }
            Item::Enum(item) => {
                say(format!(": {marks}enum{}", generics(&item.generics)));
                for variant in &item.variants {
                    let name = &variant.ident;
                    match &variant.fields {
                        Fields::Named(_) => {
                            fields(&variant.fields, true, &mut |line| say(format!("::{name}{line}")));
                        }
                        Fields::Unnamed(all) => say(format!("::{name}{}", text(all.span()))),
                        Fields::Unit => say(format!("::{name}")),
                    }
                }
            }
            Item::Trait(item) => {
                let above =
                    if item.supertraits.is_empty() { String::new() } else { text(item.supertraits.span()) };
                say(format!(": {marks}trait{} {above}", generics(&item.generics)));
                for part in &item.items {
                    match part {
                        TraitItem::Fn(own) => {
                            let given = if own.default.is_some() { " {…}" } else { "" };
                            say(format!(": {}{given}", text(own.sig.span())));
                        }
                        other => say(format!(": {}", text(other.span()))),
                    }
                }
            }
            _ => {}
        }
    }

    fn exported_macros(&mut self) {
        let all: Vec<(Def, &Item)> = self.tree.items().collect();
        for (def, item) in all {
            if let Item::Macro(_) = item
                && is_public(item)
            {
                self.item(def, &name_of(item).unwrap_or_default());
            }
        }
    }

    /// What is implemented for public types, and public traits for types of others.
    fn impls(&mut self) {
        for ((module, _), item) in self.tree.items() {
            let Item::Impl(own) = item else { continue };
            let of_type = self.path_of(module, &own.self_ty);
            match (&own.trait_, of_type) {
                (None, Some(path)) => self.methods(own, &path),
                (Some((_, name, _)), of_type) => {
                    let name: Vec<String> = name.segments.iter().map(|part| part.ident.to_string()).collect();
                    let targets = self.tree.resolve(module, &name);
                    let is_ours =
                        |target: &Target| matches!(target, Target::Item(def) if self.paths.contains_key(def));
                    let is_others = |target: &Target| matches!(target, Target::Outside(_));
                    let ours = targets.iter().any(is_ours);
                    let matters = ours || of_type.is_some() && targets.iter().any(is_others);
                    if !matters {
                        continue;
                    }
                    let head = text(own.span()).split(" {").next().unwrap_or_default().to_owned();
                    let path = of_type.unwrap_or_else(|| "for types of others".to_owned());
                    self.lines.push(format!("{path}: {}{head}", marks(&own.attrs)));
                }
                (None, None) => {}
            }
        }
    }

    fn methods(&mut self, own: &ItemImpl, path: &str) {
        let bounds = generics(&own.generics);
        let of = if bounds.is_empty() { String::new() } else { format!("impl{bounds} ") };
        for part in &own.items {
            match part {
                ImplItem::Fn(part) if matches!(part.vis, Visibility::Public(_)) => {
                    self.lines.push(format!("{path}: {of}{}{}", marks(&part.attrs), text(part.sig.span())));
                }
                ImplItem::Const(part) if matches!(part.vis, Visibility::Public(_)) => {
                    self.lines.push(format!("{path}: const {}: {}", part.ident, text(part.ty.span())));
                }
                _ => {}
            }
        }
    }

    /// The public path of a type that is written in a module.
    fn path_of(&self, module: usize, written: &Type) -> Option<String> {
        let Type::Path(written) = written else { return None };
        let path: Vec<String> = written.path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.tree.resolve(module, &path).iter().find_map(|target| match target {
            Target::Item(def) => self.paths.get(def).cloned(),
            _ => None,
        })
    }

    /// What macros make, as it is written in their calls; what they make of it is in their definitions.
    fn macros(&mut self) {
        let mut called = Vec::new();
        for ((module, _), item) in self.tree.items() {
            let Item::Macro(made) = item else { continue };
            let name = made.mac.path.segments.last().map(|part| part.ident.to_string()).unwrap_or_default();
            if made.ident.is_some() || OF_NO_USE_OUTSIDE.contains(&name.as_str()) {
                continue;
            }
            let first = made.mac.tokens.clone().into_iter().next();
            let of_type = match first {
                Some(TokenTree::Ident(first)) => self.tree.resolve(module, &[first.to_string()]),
                _ => Vec::new(),
            };
            let is_private =
                |target: &Target| matches!(target, Target::Item(def) if !self.paths.contains_key(def));
            if !of_type.is_empty() && of_type.iter().all(is_private) {
                continue;
            }
            let tokens = lines_without_docs(&source(made.mac.span()));
            self.lines.extend(tokens.iter().map(|line| format!("{name}! {line}")));
            called.push(name);
        }
        for (_, item) in self.tree.items() {
            if let Item::Macro(made) = item
                && name_of(item).is_some_and(|name| called.contains(&name))
            {
                let name = name_of(item).unwrap_or_default();
                self.lines.push(format!(
                    "macro {name}: {}",
                    lines_without_docs(&source(made.mac.span())).join(" ")
                ));
            }
        }
    }
}

/// The fields of a struct or, `all` of them as public as their enum, of a variant.
fn fields(fields: &Fields, all: bool, say: &mut dyn FnMut(String)) {
    let mut hidden = false;
    for (position, field) in fields.iter().enumerate() {
        let is_open = all || matches!(field.vis, Visibility::Public(_));
        let name = field.ident.as_ref().map_or_else(|| position.to_string(), ToString::to_string);
        if is_open {
            say(format!(".{name}: {}{}", marks(&field.attrs), text(field.ty.span())));
        } else {
            hidden = true;
        }
    }
    if hidden {
        say(".…: private".to_owned());
    }
}

/// The attributes that matter to others.
fn marks(attributes: &[Attribute]) -> String {
    let counts = ["cfg", "derive", "deprecated", "non_exhaustive", "doc(hidden)"];
    let of = attributes.iter().map(|own| text(own.span()));
    let wanted = |own: &String| counts.iter().any(|name| own.starts_with(&format!("#[{name}")));
    of.filter(wanted).map(|own| own + " ").collect()
}

fn generics(generics: &Generics) -> String {
    let own = if generics.params.is_empty() {
        String::new()
    } else {
        format!("<{}>", text(generics.params.span()))
    };
    let bounds = generics.where_clause.as_ref().map(|bounds| format!(" {}", text(bounds.span())));
    own + &bounds.unwrap_or_default()
}

fn source(span: Span) -> String {
    span.source_text().expect("a parsed file has its text")
}

/// What is written there, on one line, without the breaks of a formatter.
fn text(span: Span) -> String {
    let joined = lines_without_docs(&source(span)).join(" ");
    joined.replace("( ", "(").replace(", )", ")").replace(" .", ".").replace("< ", "<").replace(", >", ">")
}

fn lines_without_docs(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.map(str::to_owned).collect()
}
