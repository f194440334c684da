#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "audit/trail.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::test {

/// A trail with small parts, entries about a handful of names, and the plain way to search it.
struct IndexedTrail {
    TrailDir dir;
    std::map<std::uint64_t, Secret> subject_keys;
    std::mt19937_64 random{20260305};

    IndexedTrail() {
        auto& index = dir.options.index;
        index.enabled = true;
        index.run_entries = 700;  // no multiple of a zone
        index.fan_in = 3;
        index.part_entries_max = 1U << 13;
        index.subject_keys = [this](std::uint64_t number) { return key_of(number); };
    }

    Result<audit::SubjectKey> key_of(std::uint64_t number) {
        const auto found = subject_keys.find(number);
        if (found == subject_keys.end())
            return Error(ErrorCode::not_found, "no such subject key, or it is destroyed");
        return audit::SubjectKey{number, found->second.clone()};
    }
    std::shared_ptr<const audit::SubjectKey> subject(std::uint64_t number) {
        if (!subject_keys.contains(number)) {
            Bytes key(32, 0x11);
            key[0] = static_cast<std::uint8_t>(number);
            subject_keys.emplace(number, Secret(BytesView(key)));
        }
        return std::make_shared<const audit::SubjectKey>(
            audit::SubjectKey{number, subject_keys.at(number).clone()});
    }

    [[nodiscard]] std::uint64_t roll(std::uint64_t sides) { return random() % sides; }

    audit::EntryDraft draft() {
        using audit::EntryType;
        audit::EntryDraft out;
        out.type = roll(3) == 0 ? EntryType::write : EntryType::read;
        out.store = roll(4) == 0 ? "shop" : "crm";
        out.collection = "collection" + std::to_string(roll(4));
        for (const char* field : {"email", "phone", "street"})
            if (roll(2) == 0) out.fields.emplace_back(field);
        out.actor = "uid:" + std::to_string(roll(20));
        if (roll(3) == 0) out.purpose = "newsletter";
        if (roll(50) == 0) out.request = "R-2026-000" + std::to_string(roll(5) + 1);
        const auto person = roll(8);
        if (person == 0) {
            out.payload = cbor::Map{{"n", 1}};
            out.subject_key = subject(roll(6));
        } else if (person == 1) {
            out.rows = {{subject(roll(6)), cbor::Map{}}, {subject(roll(6)), cbor::Map{}}};
        }
        return out;
    }
    void append(audit::Trail& trail, std::size_t count) {
        while (count > 0) {
            std::vector<audit::EntryDraft> drafts;
            for (const auto end = std::min<std::size_t>(count, 1 + roll(64)); drafts.size() < end;)
                drafts.push_back(draft());
            count -= drafts.size();
            GDPRD_ASSERT(trail.append(OffLoop::on_blocking_thread(), drafts).has_value());
            dir.clock.advance(std::chrono::minutes(roll(40)));
        }
    }

    audit::SearchCriteria criteria() {
        audit::SearchCriteria out;
        using audit::EntryType;
        if (roll(3) == 0) out.types = {EntryType::read};
        if (roll(8) == 0) out.types = {EntryType::catalogue, EntryType::write};
        if (roll(3) == 0) out.actors = {"uid:1", "uid:" + std::to_string(roll(22))};
        if (roll(3) == 0) out.stores = {roll(2) == 0 ? "shop" : "crm"};
        if (roll(4) == 0) out.collections = {"collection1", "nothing"};
        if (roll(4) == 0) out.fields = {"email"};
        if (roll(6) == 0) out.fields = {"phone", "street"};
        if (roll(6) == 0) out.purposes = {"newsletter"};
        if (roll(6) == 0) out.requests = {"R-2026-0001", "R-2026-0002"};
        if (roll(4) == 0) out.subjects = {roll(7)};
        const auto start = *parse_time("2026-03-05T12:00:00Z");
        if (roll(3) == 0) out.since = start + std::chrono::hours(roll(24 * 40));
        if (roll(3) == 0) out.until = start + std::chrono::hours(roll(24 * 40));
        return out;
    }

    /// Every entry of the trail, looked at with nothing but its view.
    std::vector<std::uint64_t> plain_search(audit::Trail& trail, const audit::SearchCriteria& c) {
        const auto size = trail.size();
        if (views.size() > size || (!views.empty() && views.back().leaf_hash != leaf_of(trail)))
            views.clear();
        while (views.size() < size) {
            auto view = trail.read(OffLoop::on_blocking_thread(), EntryIndex(views.size()));
            GDPRD_ASSERT(view.has_value());
            views.push_back(std::move(*view));
        }
        std::vector<std::uint64_t> out;
        for (const auto& view : views)
            if (matches(view, c)) out.push_back(view.index.value());
        return out;
    }
    /// All pages of a search, in its order.
    static Result<std::vector<std::uint64_t>> search(audit::Trail& trail,
                                                     audit::SearchQuery query) {
        std::vector<std::uint64_t> out;
        for (;;) {
            GDPRD_TRY_ASSIGN(const auto page, trail.search(OffLoop::on_blocking_thread(), query));
            for (const auto& entry : page.entries) out.push_back(entry.index.value());
            if (!page.next) return out;
            query.from = page.next;
        }
    }

    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> out;
        for (const auto& file : std::filesystem::directory_iterator(dir.path() + "/index"))
            out.push_back(file.path().string());
        std::sort(out.begin(), out.end());
        return out;
    }

  private:
    /// Of the last entry that was looked at: another one there now is another history.
    [[nodiscard]] Hash leaf_of(audit::Trail& trail) const {
        const auto view = trail.read(OffLoop::on_blocking_thread(), views.back().index);
        GDPRD_ASSERT(view.has_value());
        return view->leaf_hash;
    }
    std::vector<audit::EntryView> views;  ///< what plain_search() read once

    static bool any(const std::vector<std::string>& wanted, const std::string& name) {
        return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
    }
    static std::vector<std::uint64_t> subjects_of(const audit::EntryView& view) {
        using audit::PayloadKind;
        if (view.payload_key.kind == PayloadKind::subject) return {view.payload_key.number};
        std::vector<std::uint64_t> out;
        if (view.payload_key.kind != PayloadKind::rows || !view.payload) return out;
        for (const auto& row : **(*view.payload)["rows"].as_array())
            out.push_back(*(**row.as_array())[0].as_u64());
        return out;
    }
    static bool matches(const audit::EntryView& view, const audit::SearchCriteria& c) {
        if (c.types.empty() && (view.flags & audit::kFlagDefinition) != 0) return false;
        if (!c.types.empty() &&
            std::find(c.types.begin(), c.types.end(), view.type) == c.types.end())
            return false;
        if ((c.since && view.wall_time < *c.since) || (c.until && view.wall_time >= *c.until))
            return false;
        const auto meets = [](const auto& a, const auto& b) {
            return b.empty() ||
                   std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
        };
        return any(c.actors, view.actor) && any(c.stores, view.store) &&
               any(c.collections, view.collection) && any(c.purposes, view.purpose) &&
               any(c.requests, view.request) && meets(view.fields, c.fields) &&
               meets(subjects_of(view), c.subjects);
    }
};

}  // namespace gdprd::test
