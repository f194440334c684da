#include <algorithm>
#include <chrono>
#include <optional>
#include <tuple>

#include "config/limits.hpp"
#include "policy/identity/matcher.hpp"
#include "policy/identity/resolver_identifiers.hpp"
#include "policy/plan/planner_work.hpp"

namespace gdprd::policy {

namespace {

/// Where rows are, the field without a date that can be read, and the rule that keeps them.
using Undated = std::tuple<CollectionPath, std::string, std::string>;

std::string undated_note(const Undated& place, std::uint64_t rows) {
    const auto& [in, field, rule] = place;
    const bool one = rows == 1;
    return std::to_string(rows) + (one ? " row of " : " rows of ") + to_string(in) + ", in whose " +
           field + " no date can be read, " + (one ? "stays" : "stay") +
           " kept without end by rule \"" + rule + "\": look at " + (one ? "it" : "them") +
           " by hand (gdprd-policy(5) says which dates are read)";
}

}  // namespace

void PlanWork::add_kept_lines() {
    struct Line {
        std::set<std::string> fields;
        std::uint64_t rows = 0;
        std::optional<Date> until;
        std::string period;
    };
    // a line for each year in which a duty ends: nobody would look at the first one's rows again
    using Year = std::optional<std::chrono::year>;
    std::map<Undated, std::uint64_t> undated;
    std::map<std::tuple<CollectionPath, std::string, std::string, Year>, Line> lines;
    for (const PlannedRow& row : rows_) {
        for (const auto& [rule, kept] : row.kept) {
            const std::string& ground = row.ground.empty() ? row.why : row.ground;
            std::string named = ground;
            std::string period;
            for (const ErasureRule& one : policy_.erasure) {
                if (rule.empty() || one.name != rule) continue;
                named = one.ground;
                period = period_words(one);
            }
            const Year year = kept.until ? Year(kept.until->year()) : Year();
            Line& line = lines[{row.found->in, rule, named, year}];
            for (const std::size_t at : kept.fields) line.fields.insert(row.node->fields[at]);
            ++line.rows;
            line.period = period;
            if (!kept.undated.empty()) ++undated[{row.found->in, kept.undated, rule}];
            if (kept.until && (!line.until || *line.until < *kept.until)) line.until = kept.until;
        }
    }
    for (const auto& [place, line] : lines) {
        const auto& [in, rule, ground, year] = place;
        KeptLine out{in, {line.fields.begin(), line.fields.end()}, line.rows, ground, rule, {}};
        out.until = line.until;
        out.period = line.period;
        plan_.kept.push_back(std::move(out));
    }
    for (const auto& [place, rows] : undated) plan_.notes.push_back(undated_note(place, rows));
}

/// Names are left out: other people have the same. So is what the other side of a message is
/// called, who is in other rows too.
void PlanWork::remember_erased(const PlannedRow& row, std::size_t field) {
    const Cell& cell = row.found->row.values[field].expose();
    if (cell.kind != Cell::Kind::text) return;
    const bool identifies =
        std::ranges::any_of(row.node->identifying, [&](const IdentifyingField& one) {
            const auto is_hers = [&](const Seed& seed) {
                return carries(one.type, cell.bytes, seed);
            };
            return one.at == field &&
                   (!one.counterpart || std::ranges::any_of(resolution_.identifiers, is_hers));
        });
    if (identifies) erased_[row.found->in.store].insert(cell.bytes);
}

namespace {

/// First and last name as people write them one after the other, folded; whole names as they stand.
void add_names(const PlannedRow& row, std::set<std::string>& names) {
    const Values& values = row.found->row.values;
    const auto all_of = [&](const std::vector<std::size_t>& at) {
        std::string out;
        for (const std::size_t position : at) {
            const auto text = text_of(values[position]);
            if (!text) continue;
            if (!out.empty()) out += ' ';
            out += *text;
        }
        return out;
    };
    const auto add = [&](const std::string& name) {
        if (name.size() >= config::limits::kSweptCharsMin) names.insert(fold_text(name));
    };
    const std::string first = all_of(row.node->first_names);
    const std::string last = all_of(row.node->last_names);
    if (!first.empty() && !last.empty()) {
        add(first + " " + last);
        add(last + " " + first);
        add(last + ", " + first);
    }
    for (const std::size_t position : row.node->full_names) {
        const auto text = text_of(values[position]);
        if (text && text->find(' ') != std::string_view::npos) add(std::string(*text));
    }
}

}  // namespace

/// Those of the person's telephone numbers that a step erases somewhere, in whatever spelling.
std::vector<PhoneInText> PlanWork::erased_phones() const {
    std::vector<PhoneInText> out;
    for (const Seed& seed : resolution_.identifiers) {
        if (!is_phone(seed.type)) continue;
        const bool erased = std::any_of(erased_.begin(), erased_.end(), [&](const auto& store) {
            return std::any_of(store.second.begin(), store.second.end(),
                               [&](const auto& value) { return carries(seed.type, value, seed); });
        });
        if (erased) out.emplace_back(seed.value.expose());
    }
    return out;
}

/// The names too, of rows that are the person: lists and documents repeat them.
void PlanWork::add_staying_identifiers() {
    std::set<std::string> gone;
    for (const PlannedRow& row : rows_)
        if (row.node->person) add_names(row, gone);
    for (const auto& [store, values] : erased_)
        for (const std::string& value : values)
            if (value.size() >= config::limits::kSweptCharsMin) gone.insert(fold_text(value));
    const std::vector<PhoneInText> phones = erased_phones();
    std::map<std::pair<CollectionPath, std::string>, std::uint64_t> lines;
    for (const PlannedRow& row : rows_) {
        if (row.fate == Fate::erase) continue;
        for (std::size_t at = 0; at < row.values.size(); ++at) {
            const bool told = std::any_of(row.kept.begin(), row.kept.end(), [&](const auto& kept) {
                return kept.second.fields.contains(at);
            });
            const std::string& bytes = row.values[at].expose().bytes;
            const std::string content = fold_text(bytes);
            if (told || content.empty()) continue;
            const bool holds =
                std::any_of(
                    gone.begin(), gone.end(),
                    [&](const auto& value) { return content.find(value) != std::string::npos; }) ||
                std::any_of(phones.begin(), phones.end(),
                            [&](const PhoneInText& phone) { return phone.stands_in(bytes); });
            if (holds) ++lines[{row.found->in, row.node->fields[at]}];
        }
    }
    for (const auto& [place, rows] : lines)
        plan_.residuals.push_back(
            {place.first, place.second, rows,
             "an identifier or the name of the person stands in rows that stay, in a "
             "field that no rule empties"});
}

/// All that rows of the store which stay still hold, as far as this plan knows them.
std::string PlanWork::surviving_bytes(const StoreName& store) const {
    std::string bytes;
    const auto add = [&](const Values& values) {
        for (const PersonalCell& cell : values) bytes += cell.expose().bytes + '\n';
    };
    for (const PlannedRow& row : rows_) {
        if (row.found->in.store == store && row.fate != Fate::erase) add(row.values);
    }
    for (const auto* others :
         {&resolution_.review, &resolution_.mentions, &resolution_.referencing}) {
        for (const SubjectRow& row : *others) {
            if (row.in.store == store) add(row.row.values);
        }
    }
    return bytes;
}

/// Free space and journals of each written store, searched for what must be gone.
void PlanWork::plan_residue() {
    std::set<StoreName> written;
    for (const Step& step : plan_.steps) written.insert(step.in.store);
    // what an archive keeps of the person has to be seen there too
    for (const auto& [in, rows] : left_in_archives_) written.insert(in.store);
    for (const auto& [store, values] : input_.residue_left) {
        written.insert(store);
        for (const PersonalCell& value : values) erased_[store].insert(value.expose().bytes);
    }
    for (const StoreName& store : written) {
        const auto off = policy_.residue_off.find(store);
        if (off != policy_.residue_off.end()) {
            plan_.notes.push_back("the residue step of store " + store.value() +
                                  " is switched off by the policy: " + off->second);
            continue;
        }
        Step step;
        step.kind = StepKind::residue;
        step.in.store = store;
        step.number = static_cast<std::uint32_t>(plan_.steps.size() + 1);
        step.reason = "free space and journals may hold what was erased";
        const std::string surviving = surviving_bytes(store);
        std::size_t staying = 0;
        for (const std::string& value : erased_[store]) {
            if (value.size() < config::limits::kResidueBytesMin) continue;
            if (surviving.find(value) != std::string::npos) {
                ++staying;
            } else if (input_.byte_search.contains(store)) {
                step.residue_values.emplace_back(Cell{Cell::Kind::text, value});
            }
        }
        if (staying > 0) {
            step.notes.push_back("not searched for: " + std::to_string(staying) +
                                 (staying == 1 ? " value" : " values") +
                                 " that rows which stay carry");
        }
        plan_.steps.push_back(std::move(step));
    }
}

}  // namespace gdprd::policy
