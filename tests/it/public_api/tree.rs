//! The modules of a crate, as they are written, and what a path in them leads to.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Attribute, Item, UseTree, Visibility};

/// Where an item stands: its module and its position there.
pub(super) type Def = (usize, usize);

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Module(usize),
    Item(Def),
    /// A macro of ours makes it.
    Made(Def),
    /// It is of another crate.
    Outside(String),
}

#[derive(Default)]
pub(super) struct Module {
    parent: usize,
    children: BTreeMap<String, usize>,
    pub(super) items: Vec<Item>,
}

/// All modules but those of tests; the first is the root.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) modules: Vec<Module>,
}

impl Tree {
    /// Reads the crate whose root is `lib.rs` in a directory.
    pub(super) fn read(directory: &Path) -> Self {
        let mut tree = Self::default();
        tree.add(0, &directory.join("lib.rs"), directory);
        tree
    }

    /// Reads the module in a file; those below it are in `directory`.
    fn add(&mut self, parent: usize, file: &Path, directory: &Path) -> usize {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let items =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())).items;
        let own = self.modules.len();
        self.modules.push(Module { parent, items, ..Module::default() });
        let declared = |item: &Item| match item {
            Item::Mod(module) if !is_test(&module.attrs) => {
                assert!(module.content.is_none(), "{}: a module in a file of its own", file.display());
                Some(module.ident.to_string())
            }
            _ => None,
        };
        let names: Vec<String> = self.modules[own].items.iter().filter_map(declared).collect();
        for name in names {
            let (alone, below) = (directory.join(format!("{name}.rs")), directory.join(&name));
            let file = if alone.exists() { alone } else { below.join("mod.rs") };
            let child = self.add(own, &file, &below);
            self.modules[own].children.insert(name, child);
        }
        own
    }

    /// Every item that is no test, with where it stands.
    pub(super) fn items(&self) -> impl Iterator<Item = (Def, &Item)> {
        let of = |(at, module): (usize, &'_ Module)| (at, module.items.len());
        let all = self.modules.iter().enumerate().map(of);
        all.flat_map(|(module, count)| (0..count).map(move |item| (module, item)))
            .map(|def| (def, self.item(def)))
            .filter(|(_, item)| !is_test(attributes(item)))
    }

    pub(super) fn item(&self, (module, item): Def) -> &Item {
        &self.modules[module].items[item]
    }

    /// All that a path leads to from a module: a module and a function may share a name.
    pub(super) fn resolve(&self, from: usize, path: &[String]) -> Vec<Target> {
        self.follow(from, path, 0)
    }

    fn follow(&self, from: usize, path: &[String], depth: usize) -> Vec<Target> {
        let [first, rest @ ..] = path else { return vec![Target::Module(from)] };
        match first.as_str() {
            "crate" | "$crate" => return self.follow(0, rest, depth),
            "self" => return self.follow(from, rest, depth),
            "super" => return self.follow(self.modules[from].parent, rest, depth),
            _ if depth > 20 => return Vec::new(),
            _ => {}
        }
        let found = self.named(from, first, depth + 1);
        if rest.is_empty() {
            return found;
        }
        let modules = found.iter().filter_map(|target| match target {
            Target::Module(module) => Some(self.follow(*module, rest, depth + 1)),
            _ => None,
        });
        let found: Vec<Target> = modules.flatten().collect();
        if found.is_empty() { vec![Target::Outside(path.join("::"))] } else { found }
    }

    /// What a name is in a module.
    fn named(&self, module: usize, name: &str, depth: usize) -> Vec<Target> {
        let own = &self.modules[module];
        let mut found: Vec<Target> =
            own.children.get(name).map(|child| Target::Module(*child)).into_iter().collect();
        for (at, item) in own.items.iter().enumerate() {
            match item {
                Item::Use(import) => {
                    let leaves = leaves(&import.tree)
                        .into_iter()
                        .filter(|(path, leaf)| leaf == name && !(path.len() == 1 && path[0] == name));
                    for (path, _) in leaves {
                        found.extend(self.follow(module, &path, depth));
                    }
                }
                Item::Macro(made) if made.ident.is_none() => {
                    let words = made.mac.tokens.to_string();
                    if words.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name) {
                        found.push(Target::Made((module, at)));
                    }
                }
                _ if name_of(item).as_deref() == Some(name) => found.push(Target::Item((module, at))),
                _ => {}
            }
        }
        // A macro that only names something has not made it.
        if found.iter().any(|target| !matches!(target, Target::Made(_))) {
            found.retain(|target| !matches!(target, Target::Made(_)));
        }
        if found.is_empty() {
            found.push(Target::Outside(name.to_owned()));
        }
        found.sort();
        found.dedup();
        found
    }
}

/// The paths that an import names, each with the name that it gives them.
pub(super) fn leaves(tree: &UseTree) -> Vec<(Vec<String>, String)> {
    match tree {
        UseTree::Path(path) => {
            let below = leaves(&path.tree).into_iter();
            below.map(|(rest, name)| ([vec![path.ident.to_string()], rest].concat(), name)).collect()
        }
        UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
        UseTree::Name(name) => vec![(vec![name.ident.to_string()], name.ident.to_string())],
        UseTree::Rename(name) => vec![(vec![name.ident.to_string()], name.rename.to_string())],
        UseTree::Glob(_) => Vec::new(),
    }
}

pub(super) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

pub(super) fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

pub(super) fn is_public(item: &Item) -> bool {
    let visibility = match item {
        Item::Const(item) => &item.vis,
        Item::Enum(item) => &item.vis,
        Item::Fn(item) => &item.vis,
        Item::Mod(item) => &item.vis,
        Item::Static(item) => &item.vis,
        Item::Struct(item) => &item.vis,
        Item::Trait(item) => &item.vis,
        Item::Type(item) => &item.vis,
        Item::Use(item) => &item.vis,
        Item::Macro(item) => return item.attrs.iter().any(|one| one.path().is_ident("macro_export")),
        _ => return false,
    };
    matches!(visibility, Visibility::Public(_))
}

pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|one| {
        let is_cfg = one.path().is_ident("cfg");
        is_cfg && one.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}
