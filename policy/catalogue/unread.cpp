#include "policy/catalogue/unread.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "policy/catalogue/tree_of_files.hpp"

namespace gdprd::policy {
namespace {

using ByName = std::map<CollectionName, const CollectionSchema*>;

ByName by_name(const StoreSchema& store) {
    ByName out;
    for (const CollectionSchema& one : store.collections) out.emplace(one.name, &one);
    return out;
}

CollectionSchema as_unreadable(CollectionSchema before, std::string why) {
    before.kind = CollectionKind::unreadable;
    before.comment = std::move(why);
    return before;
}

/// Paths that could not be read, with their reasons: of files, archives and directories.
using Closed = std::map<std::string, std::string>;

/// The closest closed path around one, or none.
Closed::const_iterator around(const Closed& closed, std::string path) {
    for (auto slash = path.rfind('/'); slash != std::string::npos; slash = path.rfind('/')) {
        path.resize(slash);
        if (const auto found = closed.find(path); found != closed.end()) return found;
    }
    return closed.end();
}

}  // namespace

StoreSchema with_unread(const StoreSchema& before, StoreSchema now) {
    const ByName known = by_name(before);
    std::set<CollectionName> seen;
    Closed closed;
    for (CollectionSchema& collection : now.collections) {
        seen.insert(collection.name);
        if (collection.kind != CollectionKind::unreadable) continue;
        closed.emplace(path_in_tree(collection.name), collection.comment);
        const auto earlier = known.find(collection.name);
        if (collection.fields.empty() && earlier != known.end())
            collection = as_unreadable(*earlier->second, std::move(collection.comment));
    }
    if (now.server != kTreeOfFiles || closed.empty()) return now;
    for (const auto& [name, collection] : known) {
        if (seen.contains(name)) continue;
        const auto place = around(closed, path_in_tree(name));
        if (place == closed.end()) continue;
        now.collections.push_back(
            as_unreadable(*collection, "within " + place->first + ": " + place->second));
    }
    std::sort(now.collections.begin(), now.collections.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return now;
}

}  // namespace gdprd::policy
