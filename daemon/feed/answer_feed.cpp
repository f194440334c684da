#include "daemon/feed/answer_feed.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <optional>

#include "config/base/bytes.hpp"
#include "policy/events/parse_event.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

/// What is said of a line needs no number: its answer has the same place.
constexpr std::string_view kFirst = "event 1: ";

std::string receipt_line(const EventReceipt& receipt) {
    return json::serialize(json::object{{"index", receipt.index.value()},
                                        {"leaf_hash", base64_encode(receipt.leaf_hash)},
                                        {"repeated", receipt.repeated}}) +
           "\n";
}

Result<ActorName> feeder_of(OffLoop off, const Access& access, const Peer& peer) {
    GDPRD_TRY_ASSIGN(const Caller caller, access.identify(off, peer, std::nullopt));
    if (caller.roles.contains(Role::feeder)) return caller.name;
    return Error(ErrorCode::forbidden, caller.name.value() + " does not have the role for this",
                 "ask somebody for the role feeder");
}

/// Lines and what each is answered; empty: not yet.
struct Batch {
    std::vector<policy::Event> events;
    std::vector<std::size_t> places;  ///< of each event among the answers
    std::vector<std::string> answers;
};

Batch parse_lines(std::string_view lines) {
    Batch out;
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const auto line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        auto event = policy::parse_event(line);
        out.answers.push_back(event ? std::string() : feed_error(event.error()));
        if (!event) continue;
        out.events.push_back(std::move(*event));
        out.places.push_back(out.answers.size() - 1);
    }
    return out;
}

/// All together; one by one when one of them is wrong.
void take(OffLoop off, const FeedServices& services, const ActorName& from, Batch& batch) {
    if (batch.events.empty()) return;
    const auto all = services.events.take(off, services.rules, batch.events, from);
    const bool wrong = !all && (all.error().code() == ErrorCode::invalid_argument ||
                                all.error().code() == ErrorCode::conflict);
    for (std::size_t i = 0; i < batch.events.size(); ++i) {
        std::string& answer = batch.answers[batch.places[i]];
        if (all) {
            answer = receipt_line((*all)[i]);
        } else if (!wrong) {
            answer = feed_error(all.error());
        } else {
            const auto one = services.events.take(off, services.rules, {batch.events[i]}, from);
            answer = one ? receipt_line(one->front()) : feed_error(one.error());
        }
    }
}

void count(Metrics& metrics, const std::vector<std::string>& answers) {
    std::uint64_t repeated = 0;
    std::uint64_t refused = 0;
    for (const std::string& answer : answers) {
        if (answer.starts_with("{\"error\"")) {
            ++refused;
            metrics.count_refused_events();
        } else if (answer.ends_with("\"repeated\":true}\n")) {
            ++repeated;
        }
    }
    metrics.count_events(answers.size() - repeated - refused, repeated);
}

}  // namespace

std::string feed_error(const Error& error) {
    std::string_view message = error.message();
    if (message.starts_with(kFirst)) message.remove_prefix(kFirst.size());
    json::object told{{"code", to_string(error.code())}, {"detail", message}};
    if (!error.hint().empty()) told["hint"] = error.hint();
    return json::serialize(json::object{{"error", std::move(told)}}) + "\n";
}

std::string answer_feed(OffLoop off, const FeedServices& services, const Peer& peer,
                        std::string_view lines) {
    Batch batch = parse_lines(lines);
    // Each time: access may have been taken away.
    const auto from = feeder_of(off, services.access, peer);
    if (from) {
        take(off, services, *from, batch);
    } else {
        std::fill(batch.answers.begin(), batch.answers.end(), feed_error(from.error()));
    }
    count(services.metrics, batch.answers);
    std::string out;
    for (const std::string& answer : batch.answers) out += answer;
    return out;
}

}  // namespace gdprd::daemon
