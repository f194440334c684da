#include "audit/index/part_merge.hpp"

#include <algorithm>
#include <iterator>

#include "audit/index/part_writer.hpp"
#include "config/base/assert.hpp"

namespace gdprd::audit {

namespace {

/// The records of one part, one at a time.
struct Source {
    std::shared_ptr<Part> part;
    std::unique_ptr<PartSession> session;
    std::uint64_t offset = 0;
    std::optional<PartRecords::Record> record;

    Result<void> advance() {
        GDPRD_TRY_ASSIGN(record, session->records().next(offset));
        return {};
    }
};

class Merge {
  public:
    explicit Merge(std::shared_ptr<Part>* faulty) : faulty_(faulty) {}

    Result<void> open(const std::vector<std::shared_ptr<Part>>& parts) {
        for (const auto& part : parts) {
            auto session = PartSession::open(part);
            if (!session) return blame(part, session.error());
            Source source{part, std::move(*session), 0, {}};
            const auto summary = load_part_summary(*source.session, part->tables());
            if (!summary) return blame(part, summary.error());
            facts_.summary.add(*summary);
            facts_.types |= part->tables().trailer.types;
            if (const auto first = source.advance(); !first) return blame(part, first.error());
            sources_.push_back(std::move(source));
        }
        facts_.last_leaf = parts.back()->tables().trailer.last_leaf;
        facts_.zones = zones_of(parts);
        return {};
    }

    Result<void> write(PartWriter& writer) {
        for (;;) {
            const Token* lowest = nullptr;
            for (const Source& source : sources_) {
                if (source.record && (lowest == nullptr || source.record->token < *lowest))
                    lowest = &source.record->token;
            }
            if (lowest == nullptr) return writer.finish(facts_);
            const Token token = *lowest;
            std::vector<std::uint64_t> numbers;
            GDPRD_TRY(take(token, numbers));
            GDPRD_TRY(writer.add(token, numbers));
        }
    }

  private:
    Error blame(const std::shared_ptr<Part>& part, const Error& error) {
        if (faulty_ != nullptr) *faulty_ = part;
        return error;
    }

    /// All numbers of a token. Lists of field set ids may name the same id in several parts.
    Result<void> take(const Token& token, std::vector<std::uint64_t>& numbers) {
        for (Source& source : sources_) {
            if (!source.record || source.record->token != token) continue;
            auto more = source.session->records().read_all(source.record->place);
            if (!more) return blame(source.part, more.error());
            if (numbers.empty() || numbers.back() < more->front()) {
                numbers.insert(numbers.end(), more->begin(), more->end());
            } else {
                std::vector<std::uint64_t> both;
                std::set_union(numbers.begin(), numbers.end(), more->begin(), more->end(),
                               std::back_inserter(both));
                numbers = std::move(both);
            }
            if (const auto next = source.advance(); !next) return blame(source.part, next.error());
        }
        return {};
    }

    /// The new part's zones begin elsewhere: each takes in all that it touches. Parts that hold a
    /// whole number of zones keep them as they are.
    static std::vector<Zone> zones_of(const std::vector<std::shared_ptr<Part>>& parts) {
        const std::uint64_t first = parts.front()->first();
        const std::uint64_t count = parts.back()->end() - first;
        std::vector<Zone> out((count + kZoneEntries - 1) / kZoneEntries,
                              Zone{~std::uint64_t{0}, 0});
        for (const auto& part : parts) {
            const auto& zones = part->tables().zones;
            for (std::size_t i = 0; i < zones.size(); ++i) {
                const std::uint64_t begin = part->first() - first + i * kZoneEntries;
                const std::uint64_t end = std::min(begin + kZoneEntries, part->end() - first) - 1;
                for (std::uint64_t at : {begin / kZoneEntries, end / kZoneEntries}) {
                    out[at].earliest = std::min(out[at].earliest, zones[i].earliest);
                    out[at].latest = std::max(out[at].latest, zones[i].latest);
                }
            }
        }
        return out;
    }

    std::shared_ptr<Part>* faulty_;
    std::vector<Source> sources_;
    PartFacts facts_;
};

}  // namespace

Result<void> merge_parts(FileStore& files, const std::string& dir,
                         const std::vector<std::shared_ptr<Part>>& parts,
                         std::shared_ptr<Part>* faulty) {
    GDPRD_ASSERT(parts.size() >= 2);
    Merge merge(faulty);
    GDPRD_TRY(merge.open(parts));
    PartHeader header = parts.front()->header();
    header.count = parts.back()->end() - header.first;
    GDPRD_TRY_ASSIGN(PartWriter writer,
                     PartWriter::create(files, dir, header, parts.front()->keys()));
    return merge.write(writer);
}

MergeChoice choose_merge(const std::vector<std::shared_ptr<Part>>& parts, const MergeRule& rule) {
    const auto size_class = [&](const Part& part) {
        std::uint32_t number = 0;
        for (std::uint64_t size = rule.run_entries; part.header().count > size; size *= rule.fan_in)
            ++number;
        return number;
    };
    for (std::size_t begin = 0; begin + 1 < parts.size(); ++begin) {
        const Part& lead = *parts[begin];
        const bool open = lead.header().epoch == rule.open_epoch;
        std::uint64_t entries = lead.header().count;
        std::size_t end = begin + 1;
        for (; end < parts.size(); ++end) {
            const Part& next = *parts[end];
            if (next.header().epoch != lead.header().epoch || next.first() != parts[end - 1]->end())
                break;
            if (entries + next.header().count > rule.entries_max) break;
            if (open && (size_class(next) != size_class(lead) || end - begin == rule.fan_in)) break;
            entries += next.header().count;
        }
        const std::size_t enough = open ? rule.fan_in : 2;
        if (end - begin >= enough) return {begin, end};
    }
    return {};
}

}  // namespace gdprd::audit
