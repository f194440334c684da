#include <algorithm>
#include <boost/json.hpp>

#include "audit/checkpoint.hpp"
#include "audit/entry.hpp"
#include "audit/file_store.hpp"
#include "audit/signing_key.hpp"
#include "audit/tile_tree.hpp"
#include "config/limits.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/offline.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

/// Calls `use` with each leaf of the text's lines; a line's number stands in the error.
template <class Use>
Result<void> each_leaf(std::string_view text, Use&& use) {
    for (std::size_t line = 1; !text.empty(); ++line) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto leaf = base64_decode(text.substr(0, end));
        if (!leaf)
            return Error(ErrorCode::invalid_argument,
                         "line " + std::to_string(line) + " is not base64",
                         "one leaf a line, with padding and without spaces");
        GDPRD_TRY(use(*leaf));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

Exit say_tree(Output& out, const audit::TreeEdge& edge) {
    if (out.format() == Format::json) {
        out.json(json::object{{"size", edge.size()}, {"root", base64_encode(edge.root())}});
    } else {
        out.text(base64_encode(edge.root()) + "\n");
    }
    return Exit::done;
}

Result<audit::TreeEdge> write_tiles(std::string_view leaves, const Invocation& typed) {
    const auto& origin = typed.get("--origin");
    if (!audit::valid_key_name(origin))
        return Error(ErrorCode::invalid_argument, "this origin cannot name a key",
                     "a name such as example.org/log, without spaces and +");
    GDPRD_TRY_ASSIGN(const Secret seed, audit::load_signing_key(typed.get("--key"), origin));
    // a line that is not base64 is found before anything is written
    GDPRD_TRY(each_leaf(leaves, [](BytesView) -> Result<void> { return {}; }));
    GDPRD_TRY_ASSIGN(auto tiles,
                     audit::TileTree::create(audit::real_files(), typed.get("--tiles")));
    GDPRD_TRY(each_leaf(leaves, [&](BytesView leaf) { return tiles.append(leaf); }));
    GDPRD_TRY(tiles.finish(origin, seed));
    return tiles.edge();
}

Result<audit::TreeEdge> tree_of(std::string_view leaves, const Invocation& typed) {
    if (typed.has("--tiles")) return write_tiles(leaves, typed);
    audit::TreeEdge edge;
    GDPRD_TRY(each_leaf(leaves, [&](BytesView leaf) -> Result<void> {
        edge.append(audit::leaf_hash(leaf), nullptr);
        return {};
    }));
    return edge;
}

Exit tree(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const bool tiles = typed.has("--tiles");
    if (tiles != typed.has("--origin") || tiles != typed.has("--key"))
        return out.fail(Exit::usage, "--tiles, --origin and --key go together",
                        "gdprctl audit tree FILE --tiles DIR --origin NAME --key FILE");
    const auto leaves = read_input(OffLoop::on_blocking_thread(), typed.get("FILE"),
                                   config::limits::kOfflineInputBytes);
    if (!leaves) return out.fail(leaves.error());
    const auto edge = tree_of(*leaves, typed);
    return edge ? say_tree(out, *edge) : out.fail(edge.error());
}

}  // namespace

void add_audit_tree_command(Cli& cli) {
    cli.add({.noun = "audit",
             .verb = "tree",
             .doc = "Print the Merkle root (RFC 9162) of leaves given in base64, one a line",
             .arguments = {{"FILE", "the leaves; - is standard input", Argument::Times::one}},
             .options = {{"--tiles", "DIR", "also write a C2SP tlog-tiles log into this directory"},
                         {"--origin", "NAME", "the log's origin, under which it is signed"},
                         {"--key", "FILE", "Ed25519 key: 32 bytes, PEM, or a note signer key"}},
             .run = tree,
             .offline = true,
             .example = "leaves.txt"});
}

}  // namespace gdprd::daemon::ctl
