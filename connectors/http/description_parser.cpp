#include <algorithm>
#include <array>
#include <tuple>

#include "config/base/edit_distance.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "connectors/http/description.hpp"
#include "connectors/http/description_reader.hpp"
#include "policy/catalogue/tree_of_files.hpp"

namespace gdprd::connectors {

namespace {

namespace limits = config::limits;
using config::yaml::Node;
using config::yaml::Problem;
using policy::FieldType;
using policy::MatchMode;
using policy::OnDelete;
using Word = std::string_view;

constexpr Word kTop[] = {"version", "service", "documentation", "auth",       "headers",
                         "rate",    "paging",  "limits",        "collections"};
constexpr Word kAuth[] = {"kind", "name", "prefix", "token", "scope"};
constexpr Word kAuthKinds[] = {"none", "bearer", "basic", "header", "oauth2"};
constexpr Word kRate[] = {"calls", "seconds"};
constexpr Word kPaging[] = {"kind", "limit", "first", "total", "next"};
constexpr Word kPagingKinds[] = {"none", "page", "offset", "cursor", "link", "next_url"};
constexpr Word kCollection[] = {"key",  "comment", "fields", "ignore", "list",   "find",
                                "read", "erase",   "update", "paging", "reread", "empty_is_null"};
constexpr Word kField[] = {"at",         "type",      "write",  "nullable", "comment",
                           "references", "on_delete", "unique", "computed"};
constexpr Word kCall[] = {"method", "path", "query", "body", "at"};
constexpr Word kFind[] = {"method", "path", "query", "body", "at", "fields", "covers"};
constexpr Word kRow[] = {"method", "path", "query", "body", "at", "gone"};
constexpr Word kUpdate[] = {"method", "path", "query", "body", "at", "clear"};
constexpr Word kClear[] = {"null", "empty"};
constexpr Word kModes[] = {"exact", "folded", "digits", "contains", "digits_inside"};
constexpr Word kReadMethods[] = {"GET", "POST"};
constexpr Word kEraseMethods[] = {"DELETE", "POST", "PUT", "PATCH"};
constexpr Word kUpdateMethods[] = {"PATCH", "PUT", "POST"};
constexpr Word kTypes[] = {"text", "integer",   "real", "numeric", "boolean",
                           "date", "timestamp", "time", "uuid",    "json"};
constexpr FieldType kTypeValues[] = {
    FieldType::text, FieldType::integer,   FieldType::real, FieldType::numeric, FieldType::boolean,
    FieldType::date, FieldType::timestamp, FieldType::time, FieldType::uuid,    FieldType::json};
constexpr Word kOnDelete[] = {"no_action", "cascade", "set_null", "along"};
constexpr OnDelete kOnDeleteValues[] = {OnDelete::no_action, OnDelete::cascade, OnDelete::set_null,
                                        OnDelete::along};
constexpr std::uint64_t kPageRows = 10'000;

/// "/fields/all/email" → "/email"
std::string last_part(const std::string& pointer) {
    const std::size_t slash = pointer.rfind('/');
    return slash == std::string::npos ? std::string() : pointer.substr(slash);
}

std::vector<std::string> paging_names(HttpPaging kind) {
    switch (kind) {
        case HttpPaging::none:
            return {};
        case HttpPaging::page:
            return {"page", "limit"};
        case HttpPaging::offset:
            return {"offset", "limit"};
        case HttpPaging::cursor:
            return {"cursor", "limit"};
        case HttpPaging::link:
        case HttpPaging::next_url:
            return {"limit"};
    }
    return {};
}

bool asks_for(const Node& node, const std::string& name) {
    if (node.is_scalar()) {
        const auto text = TextTemplate::parse(node.text);
        return text && std::ranges::count(text->names(), name) > 0;
    }
    return std::ranges::any_of(node.children,
                               [&](const Node& child) { return asks_for(child, name); });
}

bool asks_for(const CallDescription& call, const std::string& name) {
    const auto has = [&](const TextTemplate& text) {
        return std::ranges::count(text.names(), name) > 0;
    };
    return has(call.path) ||
           std::ranges::any_of(call.query, [&](const auto& one) { return has(one.second); }) ||
           (call.body && asks_for(*call.body, name));
}

/// A reference with its place and collection, checked when all collections are read.
struct ReadReference {
    config::yaml::Position at;
    std::string from;
    FieldReference reference;
};

class Parser {
  public:
    explicit Parser(ParsedDescription& out)
        : out_(out.description), problems_(out.problems), reader_(out.problems) {}

    void parse(std::string_view text) {
        auto parsed = config::yaml::parse(text, limits::kHttpDescriptionBytes);
        if (auto* problem = std::get_if<Problem>(&parsed)) {
            problems_.push_back(std::move(*problem));
            return;
        }
        const Node& top = std::get<Node>(parsed);
        if (!reader_.check(top, kTop, std::array<Word, 3>{"version", "service", "collections"}))
            return;
        reader_.number(top, "version", 1, 1, 1);
        out_.service = reader_.text(top, "service");
        if (out_.service == policy::kTreeOfFiles)
            reader_.problem(top.find("service")->at,
                            "service must not be \"files\": trees of files are called so");
        reader_.text(top, "documentation");
        if (const Node* auth = reader_.member(top, "auth")) read_auth(*auth);
        if (const Node* headers = reader_.member(top, "headers")) read_headers(*headers);
        if (const Node* rate = reader_.member(top, "rate")) read_rate(*rate);
        if (const Node* paging = reader_.member(top, "paging")) read_paging(*paging, paging_);
        out_.limits = reader_.texts(top, "limits");
        if (const Node* all = reader_.member(top, "collections")) read_collections(*all);
    }

  private:
    void read_auth(const Node& node) {
        if (!reader_.check(node, kAuth, std::array<Word, 1>{"kind"})) return;
        const Node* kind = reader_.member(node, "kind");
        if (kind == nullptr) return;
        const auto at = reader_.word(*kind, kAuthKinds);
        if (!at) return;
        AuthDescription& auth = out_.auth;
        auth.kind = static_cast<HttpAuth>(*at);
        auth.name = reader_.text(node, "name");
        auth.prefix = reader_.text(node, "prefix");
        auth.token = reader_.text(node, "token");
        auth.scope = reader_.text(node, "scope");
        const bool header = auth.kind == HttpAuth::header;
        const bool oauth2 = auth.kind == HttpAuth::oauth2;
        for (const Node& child : node.children) {
            const bool ours = child.key == "name" || child.key == "prefix";
            const bool theirs = child.key == "token" || child.key == "scope";
            if ((ours && !header) || (theirs && !oauth2))
                reader_.problem(child.key_at,
                                "this key is not for auth of kind " + std::string(kAuthKinds[*at]));
        }
        if (header && !is_header_name(auth.name))
            reader_.problem(node.at, "auth of kind header needs the header's name");
        if (oauth2 && auth.token.empty())
            reader_.problem(node.at, "auth of kind oauth2 needs token, the path of its address");
    }

    static bool is_header_name(std::string_view name) {
        return !name.empty() && std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '-' || c == '_';
        });
    }

    void read_headers(const Node& node) {
        if (!node.is_map()) {
            reader_.problem(node.at, "expected names and values");
            return;
        }
        for (const Node& child : node.children) {
            if (!is_header_name(child.key))
                reader_.problem(child.key_at, "this is no name of a header");
            out_.headers.emplace_back(child.key, reader_.text(child));
        }
    }

    void read_rate(const Node& node) {
        if (!reader_.check(node, kRate, std::array<Word, 2>{"calls", "seconds"})) return;
        const std::uint64_t calls = reader_.number(node, "calls", 1, 100'000, 1);
        const std::uint64_t seconds = reader_.number(node, "seconds", 1, 3600, 1);
        out_.between = std::chrono::milliseconds((seconds * 1000 + calls - 1) / calls);
    }

    void read_paging(const Node& node, PagingDescription& out) {
        if (!reader_.check(node, kPaging, std::array<Word, 1>{"kind"})) return;
        const Node* kind = reader_.member(node, "kind");
        const auto at = kind == nullptr ? std::nullopt : reader_.word(*kind, kPagingKinds);
        if (!at) return;
        out = PagingDescription{};
        out.kind = static_cast<HttpPaging>(*at);
        out.limit = reader_.number(node, "limit", 1, kPageRows, out.limit);
        out.first = reader_.number(node, "first", 0, 1, out.first);
        out.total = reader_.pointer(node, "total");
        out.next = reader_.pointer(node, "next");
        const bool follows = out.kind == HttpPaging::cursor || out.kind == HttpPaging::next_url;
        if (follows && out.next.empty())
            reader_.problem(node.at, "this kind of paging needs next, a pointer to what leads on");
        if (!follows && node.find("next") != nullptr)
            reader_.problem(node.find("next")->key_at, "this kind of paging has no next");
    }

    void read_collections(const Node& node) {
        if (!node.is_map() || node.children.empty()) {
            reader_.problem(node.at, "expected names and collections");
            return;
        }
        if (node.children.size() > limits::kHttpCollections) {
            reader_.problem(node.at,
                            "more than " + std::to_string(limits::kHttpCollections) + " entries");
            return;
        }
        for (const Node& child : node.children) {
            if (reader_.full()) return;
            reader_.check_name(child);
            out_.collections.push_back(read_collection(child));
        }
        for (const ReadReference& one : references_) check_reference(one);
    }

    void check_reference(const ReadReference& one) {
        const FieldReference& reference = one.reference;
        const CollectionDescription* to = out_.find(reference.collection);
        if (to == nullptr || to->find_field(reference.field) == nullptr) {
            reader_.problem(one.at, "the description has no field " +
                                        printable(reference.collection, 64) + "." +
                                        printable(reference.field, 64));
            return;
        }
        if (reference.on_delete != OnDelete::along) return;
        const CollectionDescription* from = out_.find(one.from);
        if (from != nullptr && from->erase)
            reader_.problem(one.at,
                            "rows with an erase of their own do not only go along: write "
                            "cascade");
        if (!to->erase)
            reader_.problem(one.at, "nothing goes along with rows of " +
                                        printable(reference.collection, 64) +
                                        ", which cannot be erased: it has no erase");
    }

    CollectionDescription read_collection(const Node& node) {
        CollectionDescription out;
        out.name = node.key;
        out.paging = paging_;
        if (!reader_.check(node, kCollection, std::array<Word, 2>{"fields", "list"})) return out;
        out.comment = reader_.text(node, "comment");
        out.reread = reader_.yes(node, "reread", false);
        out.empty_is_null = reader_.yes(node, "empty_is_null", false);
        if (const Node* paging = reader_.member(node, "paging")) read_paging(*paging, out.paging);
        in_ = out.name;
        if (const Node* fields = reader_.member(node, "fields")) read_fields(*fields, out);
        read_key(node, out);
        if (const Node* ignored = reader_.member(node, "ignore")) read_ignored(*ignored, out);
        const std::vector<std::string> paged = paging_names(out.paging.kind);
        if (const Node* list = reader_.member(node, "list")) {
            if (reader_.check(*list, kCall, std::array<Word, 1>{"path"})) {
                out.list = read_call(*list, paged, kReadMethods);
                check_paged(*list, out.list, out.paging.kind);
            }
        }
        if (const Node* finds = reader_.member(node, "find")) read_finds(*finds, paged, out);
        read_row_calls(node, out);
        return out;
    }

    void check_paged(const Node& node, const CallDescription& call, HttpPaging kind) {
        const auto needed = paging_names(kind);
        if (needed.empty() || needed.front() == "limit" || asks_for(call, needed.front())) return;
        reader_.problem(node.key_at, "every page would be the first: nothing here asks for {" +
                                         needed.front() + "}");
    }

    void read_row_calls(const Node& node, CollectionDescription& out) {
        std::vector<std::string> names;
        names.reserve(out.key.size() + 1);
        for (const auto& field : out.key) names.push_back("key." + field);
        if (out.key.size() == 1) names.insert(names.begin(), "key");
        const auto call = [&](Word key, std::span<const Word> known,
                              std::span<const Word> methods) -> std::optional<CallDescription> {
            const Node* found = reader_.member(node, key);
            if (found == nullptr) return std::nullopt;
            if (out.key.empty())
                reader_.problem(found->key_at, "rows are " +
                                                   std::string(key == "read" ? "read" : "changed") +
                                                   " by their key: name it with key");
            if (!reader_.check(*found, known, std::array<Word, 1>{"path"})) return std::nullopt;
            CallDescription one = read_call(*found, names, methods);
            const bool told =
                asks_for(one, "key") || std::ranges::all_of(out.key, [&](const std::string& field) {
                    return asks_for(one, "key." + field);
                });
            if (!out.key.empty() && !told)
                reader_.problem(found->key_at, "nothing here says which row: use {key}");
            return one;
        };
        out.read = call("read", kRow, kReadMethods);
        out.erase = call("erase", kRow, kEraseMethods);
        out.update = call("update", kUpdate, kUpdateMethods);
        if (const Node* found = node.find("update"); found != nullptr && out.update) {
            const Node* clear = reader_.member(*found, "clear");
            if (clear != nullptr && reader_.word(*clear, kClear)) out.update->clear = clear->text;
        }
        if (out.reread && !out.read)
            reader_.problem(node.key_at, "reread needs read, which says how");
    }

    void read_key(const Node& node, CollectionDescription& out) {
        out.key = reader_.texts(node, "key");
        for (const std::string& field : out.key)
            if (out.find_field(field) == nullptr)
                reader_.problem(node.find("key")->at,
                                "the key's field \"" + printable(field, 64) + "\" is not there");
    }

    void read_ignored(const Node& node, CollectionDescription& out) {
        if (!node.is_sequence()) {
            reader_.problem(node.at, "expected a list of JSON Pointers");
            return;
        }
        for (const Node& item : node.children) {
            if (out.ignored.size() >= limits::kHttpFields) return;
            out.ignored.push_back(reader_.pointer(item));
        }
    }

    void read_fields(const Node& node, CollectionDescription& out) {
        if (!node.is_map() || node.children.empty()) {
            reader_.problem(node.at, "expected names and fields");
            return;
        }
        if (node.children.size() > limits::kHttpFields) {
            reader_.problem(node.at,
                            "more than " + std::to_string(limits::kHttpFields) + " fields");
            return;
        }
        for (const Node& child : node.children) {
            if (reader_.full()) return;
            reader_.check_name(child);
            out.fields.push_back(read_field(child));
        }
        for (const Node& child : node.children)
            if (const Node* from = child.find("computed")) check_computed(*from, child.key, out);
    }

    FieldDescription read_field(const Node& node) {
        FieldDescription out;
        out.name = node.key;
        if (node.is_scalar()) {
            out.at = reader_.pointer(node);
            out.write = last_part(out.at);
            return out;
        }
        if (!reader_.check(node, kField, std::array<Word, 1>{"at"})) return out;
        out.at = reader_.pointer(node, "at");
        out.write = last_part(out.at);
        out.nullable = reader_.yes(node, "nullable", true);
        out.comment = reader_.text(node, "comment");
        out.unique = reader_.yes(node, "unique", false);
        if (const Node* from = reader_.member(node, "computed")) {
            if (from->is_sequence())
                out.computed_from = reader_.texts(node, "computed");
            else
                out.computed = reader_.yes(node, "computed", false);
        }
        if (const Node* type = reader_.member(node, "type"))
            if (const auto at = reader_.word(*type, kTypes)) out.type = kTypeValues[*at];
        if (const Node* write = reader_.member(node, "write"))
            out.write = write->is_scalar() && !write->quoted && write->text == "false"
                            ? std::string()
                            : reader_.pointer(*write);
        if (const Node* to = reader_.member(node, "references")) read_reference(node, *to, out);
        return out;
    }

    void check_computed(const Node& from, const std::string& name,
                        const CollectionDescription& of) {
        const FieldDescription* field = of.find_field(name);
        if (field == nullptr) return;
        for (const std::string& other : field->computed_from)
            if (other == name || of.find_field(other) == nullptr)
                reader_.problem(from.at,
                                "there is no other field \"" + printable(other, 64) + "\"");
    }

    void read_reference(const Node& field, const Node& to, FieldDescription& out) {
        const std::string text = reader_.text(to);
        const std::size_t dot = text.find('.');
        FieldReference reference{text.substr(0, dot),
                                 dot == std::string::npos ? std::string() : text.substr(dot + 1),
                                 OnDelete::no_action};
        if (const Node* rule = reader_.member(field, "on_delete"))
            if (const auto at = reader_.word(*rule, kOnDelete))
                reference.on_delete = kOnDeleteValues[*at];
        references_.push_back({to.at, in_, reference});
        out.references = std::move(reference);
    }

    void read_finds(const Node& node, const std::vector<std::string>& paged,
                    CollectionDescription& out) {
        if (!node.is_sequence() || node.children.size() > limits::kHttpFields) {
            reader_.problem(node.at, "expected a list of searches");
            return;
        }
        std::vector<std::string> names = paged;
        names.insert(names.end(), {"value", "field"});
        for (const Node& item : node.children) {
            if (reader_.full()) return;
            if (!reader_.check(item, kFind, std::array<Word, 2>{"fields", "covers"})) continue;
            FindDescription find;
            find.fields = reader_.texts(item, "fields");
            for (const auto& field : find.fields)
                if (out.find_field(field) == nullptr)
                    reader_.problem(item.at, "there is no field \"" + printable(field, 64) + "\"");
            read_covers(item, find);
            CallDescription call = out.list;
            const CallDescription own = read_call(item, names, kReadMethods);
            inherit(item, own, call);
            if (!asks_for(call, "value")) reader_.problem(item.at, "nothing here asks for {value}");
            find.call = std::move(call);
            out.finds.push_back(std::move(find));
        }
    }

    void read_covers(const Node& item, FindDescription& find) {
        const Node* covers = reader_.member(item, "covers");
        if (covers == nullptr) return;
        if (!covers->is_sequence() || covers->children.empty()) {
            reader_.problem(covers->at,
                            "expected a list of exact, folded, digits, contains and digits_inside");
            return;
        }
        for (const Node& mode : covers->children)
            if (const auto at = reader_.word(mode, kModes))
                find.covers.insert(static_cast<MatchMode>(*at));
    }

    /// What a search does not say is as in the list.
    static void inherit(const Node& item, const CallDescription& own, CallDescription& call) {
        if (item.find("method") != nullptr) call.method = own.method;
        if (item.find("path") != nullptr) call.path = own.path;
        if (item.find("at") != nullptr) call.at = own.at;
        if (own.body) call.body = own.body;
        for (const auto& [name, value] : own.query) {
            std::erase_if(call.query,
                          [&, &key = name](const auto& one) { return one.first == key; });
            call.query.emplace_back(name, value);
        }
    }

    CallDescription read_call(const Node& node, const std::vector<std::string>& names,
                              std::span<const Word> methods) {
        CallDescription out;
        out.method = methods.front();
        if (const Node* method = reader_.member(node, "method"))
            if (const auto at = reader_.word(*method, methods)) out.method = methods[*at];
        if (const Node* path = reader_.member(node, "path")) {
            out.path = reader_.text_template(*path, names);
            if (path->text.find_first_of(" ?#\\") != std::string::npos ||
                path->text.find("//") != std::string::npos)
                reader_.problem(path->at, "a path is below base_url, without query and spaces");
        }
        if (const Node* query = reader_.member(node, "query")) {
            if (!query->is_map()) reader_.problem(query->at, "expected names and texts");
            for (const Node& child : query->children)
                out.query.emplace_back(child.key, reader_.text_template(child, names));
        }
        if (const Node* body = node.find("body")) {
            check_body(*body, names);
            out.body = *body;
        }
        out.at = reader_.pointer(node, "at");
        for (const std::string& status : reader_.texts(node, "gone")) {
            if (status.size() == 3 && status.front() == '4' && status != "401" && status != "403" &&
                status != "429" && std::ranges::all_of(status, is_digit))
                out.gone.push_back(std::stoi(status));
            else
                reader_.problem(node.find("gone")->at,
                                "expected statuses from 400 to 499, but for 401, 403 and 429");
        }
        return out;
    }

    static bool is_digit(char c) { return c >= '0' && c <= '9'; }

    void check_body(const Node& node, const std::vector<std::string>& names) {
        if (node.is_scalar()) reader_.text_template(node, names);
        for (const Node& child : node.children) check_body(child, names);
    }

    Description& out_;
    std::vector<Problem>& problems_;
    DescriptionReader reader_;
    PagingDescription paging_;
    std::string in_;  ///< the collection that is read
    std::vector<ReadReference> references_;
};

}  // namespace

const FieldDescription* CollectionDescription::find_field(std::string_view field) const noexcept {
    const auto found = std::ranges::find(fields, field, &FieldDescription::name);
    return found == fields.end() ? nullptr : &*found;
}

const FieldReference* CollectionDescription::goes_along_with() const noexcept {
    for (const FieldDescription& field : fields)
        if (field.references && field.references->on_delete == OnDelete::along)
            return &*field.references;
    return nullptr;
}

const CollectionDescription* Description::find(std::string_view collection) const noexcept {
    const auto found = std::ranges::find(collections, collection, &CollectionDescription::name);
    return found == collections.end() ? nullptr : &*found;
}

ParsedDescription parse_description(std::string_view text) {
    ParsedDescription out;
    Parser(out).parse(text);
    std::ranges::sort(out.problems, [](const Problem& a, const Problem& b) {
        return std::tie(a.at, a.message) < std::tie(b.at, b.message);
    });
    return out;
}

}  // namespace gdprd::connectors
