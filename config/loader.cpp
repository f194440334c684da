#include "config/loader.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "config/base/assert.hpp"
#include "config/base/edit_distance.hpp"
#include "config/base/files.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "config/setting_value.hpp"
#include "config/settings_table.hpp"

namespace gdprd::config {

namespace {

using yaml::Node;
using yaml::Position;
using yaml::Problem;

constexpr std::string_view kStores = "stores";
constexpr std::string_view kTokens = "tokens";
constexpr std::string_view kWitnesses = "witnesses";
constexpr std::string_view kExports = "exports";
constexpr std::string_view kAccess = "access";
constexpr std::uint64_t kBlockBytes = 4096;

/// Sections whose members are named by the file.
bool is_named_section(std::string_view top) {
    return top == kStores || top == kTokens || top == kWitnesses || top == kExports;
}

bool is_placeholder(std::string_view segment) {
    return segment == "NAME" || segment == "PEER";
}

std::string join(std::string_view prefix, std::string_view segment) {
    return prefix.empty() ? std::string(segment) : std::string(prefix) + "." + std::string(segment);
}

/// The words that may stand under `prefix`, in the table's order: "trail" → origin, ...
std::vector<std::string_view> segments_under(std::string_view prefix) {
    std::vector<std::string_view> out;
    for (const SettingRow& row : settings_table()) {
        std::string_view key = row.key;
        if (!prefix.empty()) {
            if (!key.starts_with(prefix) || key.size() <= prefix.size() ||
                key[prefix.size()] != '.')
                continue;
            key.remove_prefix(prefix.size() + 1);
        }
        const std::string_view segment = key.substr(0, key.find('.'));
        if (std::ranges::find(out, segment) == out.end()) out.push_back(segment);
    }
    return out;
}

const SettingRow* row_of(std::string_view key) {
    const auto rows = settings_table();
    const auto found = std::ranges::find(rows, key, &SettingRow::key);
    return found == rows.end() ? nullptr : &*found;
}

bool is_name(std::string_view text) {
    const auto inner = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= limits::kNameBytes && text[0] >= 'a' && text[0] <= 'z' &&
           std::ranges::all_of(text, inner);
}

bool is_peer(std::string_view text) {
    for (const std::string_view kind : {"uid:", "gid:", "token:"}) {
        if (!text.starts_with(kind)) continue;
        const std::string_view name = text.substr(kind.size());
        if (kind == "token:") return is_name(name);
        return !name.empty() && name.size() <= limits::kNameBytes &&
               name.find_first_of(" :/,\t\r\n\"'") == std::string_view::npos;
    }
    return false;
}

class Loader {
  public:
    explicit Loader(LoadedSettings& out) : out_(out), directory_(parent_directory(out.file)) {}

    void load(std::string_view text) {
        const auto parsed = yaml::parse(text, limits::kSettingsFileBytes);
        if (const auto* problem = std::get_if<Problem>(&parsed)) {
            out_.problems.push_back(*problem);
            return;
        }
        section(std::get<Node>(parsed), "", "");
        fill_in();
        if (out_.problems.empty()) check_together();
        std::ranges::sort(out_.problems, [](const Problem& a, const Problem& b) {
            return std::tie(a.at, a.message) < std::tie(b.at, b.message);
        });
        if (out_.problems.size() > limits::kProblemsShown)
            out_.problems.resize(limits::kProblemsShown);
    }

  private:
    void problem(Position at, std::string message, std::string suggestion = {}) {
        out_.problems.push_back({at, std::move(message), std::move(suggestion)});
    }

    /// A map whose members are settings or further sections. `name` is what the file put in the
    /// place of the word in capitals, "" above it.
    void section(const Node& node, const std::string& prefix, const std::string& name) {
        if (node.is_null()) return;
        if (!node.is_map()) {
            problem(node.at, not_a_section(prefix));
            return;
        }
        const auto segments = segments_under(prefix);
        GDPRD_ASSERT(!segments.empty());
        if (is_placeholder(segments[0])) {
            named_members(node, prefix, segments[0]);
            return;
        }
        for (const Node& child : node.children) {
            if (out_.problems.size() >= limits::kProblemsShown) return;
            if (std::ranges::find(segments, child.key) == segments.end()) {
                problem(child.key_at, "unknown key \"" + printable(child.key, 64) + "\"",
                        closest(child.key, segments).value_or(""));
                continue;
            }
            member(child, join(prefix, child.key), name);
        }
    }

    static std::string not_a_section(const std::string& prefix) {
        // The value may be a secret that someone wrote here: it is not quoted.
        if (row_of(prefix + ".credential") != nullptr)
            return "a secret never stands in this file; write {file: PATH} with a file of mode "
                   "0600, or {credential: NAME}";
        return prefix.empty() ? "expected keys and values at the top of the file"
                              : "expected keys and values under this key";
    }

    void named_members(const Node& node, const std::string& prefix, std::string_view placeholder) {
        const std::uint64_t most = prefix == kStores      ? limits::kStores
                                   : prefix == kTokens    ? limits::kTokens
                                   : prefix == kWitnesses ? limits::kWitnesses
                                   : prefix == kExports   ? limits::kExports
                                                          : limits::kAccessEntries;
        if (node.children.size() > most) {
            problem(node.at, "more than " + std::to_string(most) + " entries");
            return;
        }
        for (const Node& child : node.children) {
            const bool peer = placeholder == "PEER";
            if (peer ? !is_peer(child.key) : !is_name(child.key)) {
                problem(child.key_at,
                        peer ? "expected uid:USER, gid:GROUP or token:NAME"
                             : "a name has small letters, digits, \"_\" and \"-\", begins with a "
                               "letter, and is at most " +
                                   std::to_string(limits::kNameBytes) + " bytes long");
                continue;
            }
            named_[prefix].emplace(child.key, child.key_at);
            if (peer) out_.access_at.emplace(ActorName(child.key), child.key_at);
            member(child, join(prefix, placeholder), child.key);
        }
    }

    void member(const Node& node, const std::string& key, const std::string& name) {
        out_.key_at.emplace(spelled_out(key, name), node.key_at);
        const SettingRow* row = row_of(key);
        if (row == nullptr) {
            section(node, key, name);
            return;
        }
        given_.emplace(std::pair(row, name), node.key_at);
        if (node.is_null()) {
            problem(node.key_at, "the value is missing: expected " + describe_type(*row));
            return;
        }
        const Slot slot = row->slot(out_.settings, name);
        if (SecretSource* const* source = std::get_if<SecretSource*>(&slot);
            source != nullptr && (*source)->given()) {
            problem(node.key_at, "give either a file or a credential, not both");
            return;
        }
        if (auto wrong = assign(*row, node, directory_, slot))
            out_.problems.push_back(std::move(*wrong));
    }

    /// Defaults for what the file does not say, and what it must say but does not.
    void fill_in() {
        for (const SettingRow& row : settings_table()) {
            const std::string_view top = row.key.substr(0, row.key.find('.'));
            if (top == kAccess) continue;
            if (!is_named_section(top)) {
                fill_in_row(row, "", Position{});
                continue;
            }
            for (const auto& [name, at] : named_[std::string(top)]) fill_in_row(row, name, at);
        }
    }

    void fill_in_row(const SettingRow& row, const std::string& name, Position at) {
        const auto given = given_.find({&row, name});
        const bool stands = given != given_.end();
        if (row.meant_for != MeantFor::all) {
            // Without a kind nothing can be said about what belongs to it.
            if (!given_.contains({row_of("stores.NAME.kind"), name})) return;
            const StoreKind kind = out_.settings.stores[StoreName(name)].kind;
            if (!is_meant_for(row.meant_for, kind)) {
                if (stands)
                    problem(given->second,
                            "this key is not for stores of kind " + std::string(to_string(kind)));
                return;
            }
        }
        if (stands) return;
        if (row.presence == Presence::required) {
            problem(at, "the key \"" + spelled_out(row.key, name) + "\" is missing: expected " +
                            describe_type(row));
            return;
        }
        std::string_view fallback = row.fallback;
        if (!row.mariadb_fallback.empty() &&
            out_.settings.stores[StoreName(name)].kind == StoreKind::mariadb)
            fallback = row.mariadb_fallback;
        if (fallback.empty()) return;
        Node node;
        node.kind = Node::Kind::scalar;
        node.text = fallback;
        const auto wrong = assign(row, node, directory_, row.slot(out_.settings, name));
        GDPRD_ASSERT(!wrong.has_value());
    }

    static std::string spelled_out(std::string_view key, const std::string& name) {
        const std::size_t at = key.find("NAME");
        if (at == std::string_view::npos) return std::string(key);
        return std::string(key.substr(0, at)) + name + std::string(key.substr(at + 4));
    }

    Position place_of(std::string_view key, const std::string& name = {}) const {
        const auto found = given_.find({row_of(key), name});
        return found == given_.end() ? Position{} : found->second;
    }

    /// What each value alone cannot tell.
    void check_together() {
        const TrailSettings& trail = out_.settings.trail;
        if (trail.segment_bytes % kBlockBytes != 0)
            problem(place_of("trail.segment_bytes"), "expected a multiple of 4KiB");
        if (trail.first_segment_bytes % kBlockBytes != 0)
            problem(place_of("trail.first_segment_bytes"), "expected a multiple of 4KiB");
        if (trail.first_segment_bytes > trail.segment_bytes)
            problem(
                std::max(place_of("trail.first_segment_bytes"), place_of("trail.segment_bytes")),
                "the first segment is larger than the others");
        for (const auto& [name, at] : named_[std::string(kStores)]) {
            const StoreSettings& store = out_.settings.stores[StoreName(name)];
            if (store.kind == StoreKind::http && store.service.empty() == store.description.empty())
                problem(at, "give either a service or a description, see gdprd-http(5)");
        }
        std::vector<std::string> tokens;
        for (const auto& [name, at] : named_[std::string(kTokens)]) {
            tokens.push_back(name);
            if (!out_.settings.tokens[name].given())
                problem(at, "the token needs a file or a credential");
        }
        for (const auto& [peer, at] : named_[std::string(kAccess)]) {
            constexpr std::string_view kToken = "token:";
            if (!peer.starts_with(kToken)) continue;
            const std::string token = peer.substr(kToken.size());
            if (std::ranges::find(tokens, token) == tokens.end())
                problem(at, "no such token stands under \"tokens\"",
                        closest(token, tokens).value_or(""));
        }
    }

    LoadedSettings& out_;
    std::string directory_;
    std::map<std::pair<const SettingRow*, std::string>, Position> given_;
    std::map<std::string, std::map<std::string, Position>> named_;  // by section, then name
};

}  // namespace

std::string LoadedSettings::problems_text() const {
    std::string out;
    for (const yaml::Problem& problem : problems) out += problem.to_text(file) + "\n";
    return out;
}

std::optional<yaml::Problem> LoadedSettings::find_problem(const Error& error) const {
    std::string key = error.message().substr(0, error.message().find(": "));
    for (;;) {
        const auto found = key_at.find(key);
        if (found != key_at.end())
            return yaml::Problem{
                found->second,
                error.message() + (error.hint().empty() ? "" : "; " + error.hint()),
                {}};
        const std::size_t dot = key.rfind('.');
        if (dot == std::string::npos) return std::nullopt;
        key.resize(dot);
    }
}

LoadedSettings parse_settings(std::string_view text, const std::string& file) {
    LoadedSettings out;
    out.file = file;
    Loader(out).load(text);
    return out;
}

Result<LoadedSettings> load_settings(const std::string& file) {
    GDPRD_TRY_ASSIGN(const Bytes bytes, read_file(file, limits::kSettingsFileBytes));
    return parse_settings(as_text(bytes), file);
}

}  // namespace gdprd::config
