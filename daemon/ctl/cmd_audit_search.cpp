#include <pthread.h>

#include <boost/json.hpp>
#include <csignal>
#include <ctime>

#include "config/base/utf8.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/identifier_options.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/ctl/search_options.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

constexpr std::initializer_list<std::string_view> kColumns = {
    "index", "time",    "type",    "store", "collection",    "fields",
    "actor", "purpose", "request", "rows",  "payload_state", "reported"};
constexpr std::size_t kPage = 1000;
constexpr timespec kTailPause{1, 0};

void print_entries(Output& out, const json::array& entries) {
    if (out.format() == Format::json) {
        out.json(entries);
    } else {
        out.table(table_of(entries, kColumns));
    }
}

/// A search for a name that no entry has finds nothing: that is no answer about the name that was
/// meant.
std::vector<std::string> unknown_told(const json::value& answer) {
    std::vector<std::string> out;
    for (const auto& one : answer.at("unknown").as_array()) {
        std::string line = "no entry has the " + member_text(one, "criterion") + " \"" +
                           printable(member_text(one, "name")) + "\"";
        if (!one.at("suggestion").is_null())
            line += "; did you mean \"" + printable(member_text(one, "suggestion")) + "\"?";
        out.push_back(std::move(line));
    }
    return out;
}

Exit search(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto query = search_query_of(typed);
    if (!query) return out.fail(query.error());
    const auto limit = parse_count(typed.has("--limit") ? typed.get("--limit") : "100", "--limit");
    if (!limit) return out.fail(limit.error());
    const auto order = typed.has("--order") ? typed.get("--order") : "newest";
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    json::array entries;
    std::string from = typed.get("--from");
    bool more = *limit > 0;
    std::uint64_t lag = 0;
    std::vector<std::string> unknown;
    std::uint64_t unreadable = 0;
    while (more && entries.size() < *limit) {
        const auto page = std::min<std::uint64_t>(kPage, *limit - entries.size());
        const auto answer =
            (*client)->get("/api/v1/audit/search" + *query + "&order=" + url_encode(order) +
                           "&from=" + url_encode(from) + "&limit=" + std::to_string(page));
        if (!answer) return out.fail(answer.error());
        for (const auto& entry : answer->at("entries").as_array()) entries.push_back(entry);
        unknown = unknown_told(*answer);
        lag = answer->at("index").at("lag").to_number<std::uint64_t>();
        unreadable = answer->at("unreadable").to_number<std::uint64_t>();
        more = !answer->at("next").is_null();
        if (more) from = std::to_string(answer->at("next").to_number<std::uint64_t>());
    }
    print_entries(out, entries);
    for (const auto& line : unknown) out.say(line);
    if (more) out.say("there are more: --from " + from);
    say_unreadable(out, unreadable);
    constexpr std::uint64_t kLagTold = 100'000;
    if (lag > kLagTold)
        out.say("the search index is " + std::to_string(lag) +
                " entries behind: searches are slow");
    return Exit::done;
}

/// Interrupts wait until they are asked for, so that no line is cut off.
class HeldInterrupts {
  public:
    HeldInterrupts() {
        ::sigemptyset(&held_);
        ::sigaddset(&held_, SIGINT);
        ::sigaddset(&held_, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &held_, &before_);
    }
    ~HeldInterrupts() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    HeldInterrupts(const HeldInterrupts&) = delete;
    HeldInterrupts& operator=(const HeldInterrupts&) = delete;
    /// Waits; true: somebody wants to stop.
    [[nodiscard]] bool pause() const { return ::sigtimedwait(&held_, nullptr, &kTailPause) > 0; }

  private:
    sigset_t held_{};
    sigset_t before_{};
};

/// One entry a line; text in columns wide enough for most, as they cannot be measured beforehand.
void print_line(Output& out, const json::value& entry) {
    if (out.format() == Format::json) return out.text(json::serialize(entry) + "\n");
    constexpr std::size_t kWidths[] = {8, 20, 9, 12, 16, 16, 12, 4, 13, 0};
    std::string line;
    std::size_t column = 0;
    for (const auto name : kColumns) {
        const std::size_t width = kWidths[column++];
        const auto cell = escape_cell(member_text(entry, name));
        const bool last = width == 0;
        line.append(cell);
        if (last) break;
        if (out.format() == Format::tsv) {
            line.append("\t");
        } else {
            line.append(cell.size() < width ? width - cell.size() : 0, ' ').append("  ");
        }
    }
    out.text(line + "\n");
}

Exit tail(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto query = search_query_of(typed);
    if (!query) return out.fail(query.error());
    const bool bounded = typed.has("--limit");
    const auto limit =
        bounded ? parse_count(typed.get("--limit"), "--limit") : Result<std::uint64_t>(0);
    if (!limit) return out.fail(limit.error());
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const HeldInterrupts interrupts;
    std::string from = typed.get("--from");
    for (std::uint64_t shown = 0;;) {
        const auto answer =
            (*client)->get("/api/v1/audit/tail" + *query + "&limit=" + std::to_string(kPage) +
                           "&from=" + url_encode(from));
        if (!answer) return out.fail(answer.error());
        for (const auto& entry : answer->at("entries").as_array()) {
            if (bounded && shown == *limit) break;
            print_line(out, entry);
            ++shown;
        }
        if (bounded && shown >= *limit) return Exit::done;
        const auto next = std::to_string(answer->at("next").to_number<std::uint64_t>());
        // Nothing new: wait. A full page: there is more at once.
        if (answer->at("entries").as_array().size() < kPage && interrupts.pause())
            return Exit::done;
        from = next;
    }
}

json::array counts_of(const json::value& counts, std::string_view by) {
    json::array out;
    for (const auto& count : counts.as_object())
        out.push_back(json::object{{"by", by}, {"name", count.key()}, {"entries", count.value()}});
    return out;
}

Exit stats(const Invocation& /*typed*/, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->get("/api/v1/audit/stats");
    if (!answer) return out.fail(answer.error());
    if (out.format() == Format::json) {
        out.json(*answer);
        return Exit::done;
    }
    json::array rows;
    for (const std::string_view part : {"types", "actors", "stores", "days"}) {
        const auto by = part.substr(0, part.size() - 1);
        for (auto& row : counts_of(answer->at(part), by)) rows.push_back(std::move(row));
    }
    for (const char* name : {"definitions", "unreadable"})
        rows.push_back(
            json::object{{"by", "apart"}, {"name", name}, {"entries", answer->at(name)}});
    const auto& index = answer->at("index");
    if (out.format() == Format::text) {
        out.text(lines_of(index));
        out.text("\n");
    } else {
        for (auto& row : counts_of(index, "index")) rows.push_back(std::move(row));
    }
    out.table(table_of(rows, {"by", "name", "entries"}));
    return Exit::done;
}

Exit subjects(const Invocation& typed, Context& context) {
    auto& out = context.out();
    auto identifiers = read_identifiers(typed);
    if (!identifiers)
        return out.fail(Exit::usage, identifiers.error().message(), identifiers.error().hint());
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->post(
        "/api/v1/audit/subjects",
        json::object{{"identifiers", std::move(*identifiers)}, {"reason", typed.get("--reason")}});
    if (!answer) return out.fail(answer.error());
    if (out.format() == Format::json) {
        out.json(answer->at("subjects"));
    } else {
        out.table(table_of(answer->at("subjects"), {"type", "subject"}));
    }
    return Exit::done;
}

}  // namespace

void add_audit_search_commands(Cli& cli) {
    const auto criteria = search_options();
    auto searching = criteria;
    searching.push_back({"--order", "ORDER", "newest (first) or oldest; default newest"});
    searching.push_back({"--limit", "N", "at most so many; default 100"});
    auto tailing = criteria;
    tailing.push_back({"--limit", "N", "stop after so many"});
    cli.add({.noun = "audit",
             .verb = "search",
             .doc = "Search the trail by several criteria at once (the search is an entry too)",
             .arguments = {},
             .options = std::move(searching),
             .run = search,
             .example = "--reason 'case 17' --store crm --field email --since 30d"});
    cli.add(
        {.noun = "audit",
         .verb = "subjects",
         .doc = "Show the numbers of somebody's subject keys, to search the trail by",
         .arguments = {},
         .options = {{"--reason", "TEXT",
                      "why; it becomes part of the trail: name a case, not a person",
                      Option::Times::required},
                     {"--identifier", "TYPE=VALUE",
                      "an identifier of the subject; visible to other users of the machine",
                      Option::Times::many},
                     {"--identifiers-from", "FILE", "lines TYPE<TAB>VALUE; - is standard input"}},
         .run = subjects,
         .example = "--reason 'case 17' --identifiers-from letter.tsv"});
    cli.add({.noun = "audit",
             .verb = "tail",
             .doc = "Print new entries of the trail as they come, until Ctrl-C",
             .arguments = {},
             .options = std::move(tailing),
             .run = tail,
             .example = "--reason 'watching the import' --type write"});
    cli.add(
        {.noun = "audit",
         .verb = "stats",
         .doc = "Count entries by type, actor, store and day; show the state of the search index",
         .arguments = {},
         .options = {},
         .run = stats});
}

}  // namespace gdprd::daemon::ctl
