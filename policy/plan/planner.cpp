#include "policy/plan/planner.hpp"

#include <algorithm>
#include <tuple>

#include "config/base/assert.hpp"
#include "config/limits.hpp"
#include "policy/plan/planner_work.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kPathsShown = 3;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const std::string& part : parts) {
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

std::string count(std::size_t number, std::string_view one, std::string_view many) {
    return std::to_string(number) + " " + std::string(number == 1 ? one : many);
}

bool is_unreadable(const Catalogue& catalogue, const CollectionPath& path) {
    const CollectionSchema* schema = catalogue.find_collection(path);
    return schema != nullptr && schema->kind == CollectionKind::unreadable;
}

/// Why nobody searched a collection that is none of the plan's.
std::string told_elsewhere(const Catalogue& catalogue, const CollectionPath& path) {
    const CollectionSchema* schema = catalogue.find_collection(path);
    if (schema != nullptr && schema->kind == CollectionKind::materialized_view)
        return "a materialized view: it keeps its copy until it is refreshed";
    if (schema != nullptr && schema->kind == CollectionKind::foreign)
        return "not searched: its rows are kept elsewhere (a foreign or virtual table), look there "
               "by hand";
    return "a view or partition: its data are told elsewhere";
}

}  // namespace

bool is_archived(const Node& node) noexcept {
    return node.schema->kind == CollectionKind::archived;
}

FieldPath field_path(const Node& node, std::size_t field) {
    return {node.path, node.fields[field]};
}

PlanWork::PlanWork(const PlanInput& input, const Catalogue& catalogue, const Policy& policy,
                   const Resolution& resolution, const Secret& row_key)
    : input_(input),
      catalogue_(catalogue),
      policy_(policy),
      resolution_(resolution),
      row_key_(row_key),
      estate_(make_estate(catalogue, policy)),
      transformed_(input.transformed) {
    for (const SubjectRow& row : resolution.rows) {
        const bool decided = row.decided && !resolution.failed.contains(row.in.store);
        if (!decided) continue;
        const Node& node = estate_.node(row.in);
        GDPRD_ASSERT(row.row.values.size() == node.fields.size());
        rows_.push_back({&row, &node, row.row.values, Fate::erase, {}, {}, {}});
    }
    std::sort(rows_.begin(), rows_.end(), [](const PlannedRow& a, const PlannedRow& b) {
        return std::tie(a.found->in, a.found->row.key, a.found->path) <
               std::tie(b.found->in, b.found->row.key, b.found->path);
    });
}

Result<Plan> PlanWork::run() {
    plan_.request = input_.request;
    plan_.right = input_.right;
    plan_.nonce = input_.nonce;
    plan_.catalogue = version_of(catalogue_);
    plan_.policy = policy_.version;
    plan_.made_at = input_.made_at;
    plan_.unreachable.assign(resolution_.failed.begin(), resolution_.failed.end());
    switch (input_.right) {
        case Right::access:
            plan_reads();
            break;
        case Right::erasure: {
            GDPRD_TRY(plan_erasure());
            break;
        }
    }
    look_into_cells();
    add_coverage();
    add_residuals();
    add_notes();
    return std::move(plan_);
}

void PlanWork::plan_reads() {
    for (std::size_t begin = 0; begin < rows_.size();) {
        std::vector<RowTarget> targets;
        std::vector<const PlannedRow*> group;
        std::size_t end = begin;
        for (; end < rows_.size() && rows_[end].node == rows_[begin].node; ++end) {
            const PlannedRow& row = rows_[end];
            targets.push_back({row.found->row.key, digest(*row.node, row.values), {}, {}});
            group.push_back(&row);
        }
        Step step;
        step.kind = StepKind::read;
        step.in = rows_[begin].node->path;
        step.fields = rows_[begin].node->fields;
        step.reason = reason_of(group);
        add_steps(step, targets);
        begin = end;
    }
}

Result<void> PlanWork::plan_erasure() {
    decide_fates();
    null_references();
    GDPRD_TRY(plan_changes());
    GDPRD_TRY(plan_deletions());
    GDPRD_TRY(check_rules());
    add_kept_lines();
    add_staying_identifiers();
    plan_residue();
    return {};
}

std::size_t PlanWork::rows_per_step(const StoreName& store) const {
    const auto found = input_.rows_per_step.find(store);
    const bool set = found != input_.rows_per_step.end() && found->second > 0;
    return set ? found->second : static_cast<std::size_t>(config::limits::kRowsPerStep);
}

void PlanWork::add_steps(const Step& model, const std::vector<RowTarget>& targets) {
    if (model.kind != StepKind::read && is_archived(estate_.node(model.in))) {
        auto& left = left_in_archives_[model.in];
        for (const RowTarget& target : targets) left.insert(target.key);
        return;
    }
    const std::size_t most = rows_per_step(model.in.store);
    for (std::size_t at = 0; at < targets.size(); at += most) {
        Step step = model;
        step.number = static_cast<std::uint32_t>(plan_.steps.size() + 1);
        const std::size_t end = std::min(targets.size(), at + most);
        step.rows.assign(targets.begin() + static_cast<std::ptrdiff_t>(at),
                         targets.begin() + static_cast<std::ptrdiff_t>(end));
        plan_.steps.push_back(std::move(step));
    }
}

std::string PlanWork::reason_of(const std::vector<const PlannedRow*>& rows) const {
    std::vector<std::string> paths;
    for (const PlannedRow* row : rows) {
        const std::string& path = row->found->path;
        if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
    }
    const std::size_t more = paths.size() > kPathsShown ? paths.size() - kPathsShown : 0;
    paths.resize(paths.size() - more);
    std::string out = joined(paths, "; ");
    if (more > 0) out += "; and by " + count(more, "other way", "other ways");
    return out;
}

RowDigest PlanWork::digest(const Node& node, const Values& values) const {
    return digest_row(row_key_, node.path, node.fields, values);
}

std::set<FieldPath> PlanWork::fields_left_over() const {
    std::set<FieldPath> left;
    const auto add_filled = [&](const SubjectRow& row) {
        const Node& node = estate_.node(row.in);
        for (std::size_t at = 0; at < row.row.values.size(); ++at)
            if (row.row.values[at].expose().kind != Cell::Kind::null)
                left.insert(field_path(node, at));
    };
    for (const SubjectRow& row : resolution_.mentions) add_filled(row);
    for (const SubjectRow& row : resolution_.review)
        if (row.shared) add_filled(row);
    for (const auto& line : left_whole_) {
        const auto& [in, field, why] = line.first;
        left.insert({in, field});
    }
    return left;
}

bool PlanWork::is_of_names(const FieldPath& path) const {
    const auto node = estate_.nodes.find(path.in);
    if (node == estate_.nodes.end()) return false;
    const auto& fields = node->second.fields;
    const auto at = std::find(fields.begin(), fields.end(), path.field) - fields.begin();
    return node->second.is_name(static_cast<std::size_t>(at));
}

void PlanWork::add_coverage() {
    const std::set<FieldPath> left_over = fields_left_over();
    std::map<FieldPath, std::uint64_t> found = inside_;
    std::set<FieldPath> kept = kept_inside_;
    for (const PlannedRow& row : rows_) {
        for (std::size_t at = 0; at < row.node->fields.size(); ++at) {
            if (row.found->row.values[at].expose().kind != Cell::Kind::null) {
                ++found[field_path(*row.node, at)];
            }
        }
        for (const auto& [rule, what] : row.kept) {
            for (const std::size_t at : what.fields) kept.insert(field_path(*row.node, at));
        }
    }
    for (const auto& [path, field] : catalogue_.fields) {
        if (!is_personal(policy_, catalogue_, path)) continue;
        Coverage line;
        line.field = path;
        const auto rows = found.find(path);
        line.rows = rows == found.end() ? 0 : rows->second;
        if (resolution_.failed.contains(path.in.store)) {
            line.state = CoverageState::failed;
            line.why = "the store could not be searched";
        } else if (is_unreadable(catalogue_, path.in)) {
            line.state = CoverageState::failed;
            line.why = "not searched: it could not be read at the last scan";
        } else if (kept.contains(path)) {
            line.state = CoverageState::kept;
            line.why = "see what is kept";
        } else if (left_over.contains(path) ||
                   (line.rows > 0 && left_in_archives_.contains(path.in))) {
            line.state = CoverageState::left_over;
            line.why = "see what this plan does not reach";
        } else if (line.rows > 0) {
            line.state = CoverageState::found;
        } else if (resolution_.searched.contains(path.in) && is_of_names(path)) {
            line.state = CoverageState::not_searched_by_name;
            line.why = "names only strengthen a match; no identifier stands in it";
        } else if (resolution_.searched.contains(path.in)) {
            line.state = CoverageState::searched_empty;
        } else {
            const bool reachable = estate_.nodes.contains(path.in);
            line.state = CoverageState::not_applicable;
            line.why = reachable ? "no identifier and no reference leads to a person"
                                 : told_elsewhere(catalogue_, path.in);
        }
        plan_.coverage.push_back(std::move(line));
    }
}

void PlanWork::add_residuals() {
    std::map<std::tuple<CollectionPath, std::string, std::string>, std::uint64_t> lines;
    for (const SubjectRow& row : resolution_.mentions) {
        const Node& node = estate_.node(row.in);
        for (std::size_t at = 0; at < row.row.values.size(); ++at) {
            if (row.row.values[at].expose().kind == Cell::Kind::null) continue;
            ++lines[{row.in, node.fields[at], joined(row.evidence, "; ")}];
        }
    }
    for (const SubjectRow& row : resolution_.review) {
        if (row.shared) ++lines[{row.in, "", "shared with another person: needs a decision"}];
    }
    for (const auto& [place, rows] : left_whole_) lines[place] += rows.size();
    for (const auto& [place, rows] : lines) {
        plan_.residuals.push_back(
            {std::get<0>(place), std::get<1>(place), rows, std::get<2>(place)});
    }
    for (const auto& [in, rows] : left_in_archives_)
        plan_.residuals.push_back({in, "", rows.size(), kLeftInArchive, true});
    std::set<StoreName> written;
    for (const Step& step : plan_.steps) {
        if (step.kind != StepKind::read) written.insert(step.in.store);
    }
    for (const StoreSchema& store : catalogue_.stores) {
        for (const CollectionSchema& schema : store.collections) {
            if (schema.kind != CollectionKind::unreadable) continue;
            plan_.residuals.push_back({{store.store, schema.name},
                                       "",
                                       0,
                                       "could not be read at the last scan, so nobody is searched "
                                       "for in it: " +
                                           schema.comment});
        }
        if (!written.contains(store.store)) continue;
        for (const CollectionSchema& schema : store.collections) {
            if (schema.kind == CollectionKind::materialized_view) {
                plan_.residuals.push_back({{store.store, schema.name},
                                           "",
                                           0,
                                           "materialized view: shows the person until somebody "
                                           "refreshes it: REFRESH MATERIALIZED VIEW " +
                                               to_string(schema.name)});
                continue;
            }
            if (schema.kind != CollectionKind::foreign) continue;
            plan_.residuals.push_back({{store.store, schema.name},
                                       "",
                                       0,
                                       "its rows are kept elsewhere (a foreign or virtual table): "
                                       "not searched and not written by this plan, look there by "
                                       "hand"});
        }
        if (store.server.starts_with("PostgreSQL")) {
            plan_.residuals.push_back(
                {{store.store, {}},
                 "",
                 0,
                 "write-ahead log, its archives and backups hold old values until they expire"});
        } else if (store.server.starts_with("MariaDB")) {
            plan_.residuals.push_back({{store.store, {}},
                                       "",
                                       0,
                                       "redo and undo logs, the binary log, replicas and backups "
                                       "hold old values until they expire"});
        } else {
            plan_.residuals.push_back(
                {{store.store, {}}, "", 0, "backups and copies of the files hold old values"});
        }
    }
}

void PlanWork::add_notes() {
    std::map<CollectionPath, std::size_t> joint;
    for (const SubjectRow& row : resolution_.rows) joint[row.in] += row.shared ? 1 : 0;
    for (const auto& [in, rows] : joint) {
        if (rows == 0) continue;
        plan_.notes.push_back(std::to_string(rows) + (rows == 1 ? " row" : " rows") + " of " +
                              to_string(in) +
                              " that other people's rows refer to too: in this plan by decision");
    }
    std::map<CollectionPath, std::size_t> undecided;
    for (const SubjectRow& row : resolution_.review) ++undecided[row.in];
    for (const auto& [path, rows] : undecided) {
        plan_.notes.push_back(
            count(rows, "match", "matches") + " in " + to_string(path) +
            (rows == 1 ? " waits for a decision and is" : " wait for a decision and are") +
            " not in this plan");
    }
    for (const auto& [from, to, why] : estate_.unfollowed) {
        const bool part = why == Estate::Unfollowed::Why::part_of_key;
        plan_.notes.push_back("the policy lets " + to_string(from) + " refer to " + to_string(to) +
                              (part ? ", one field of a key of several: it would lead to other "
                                      "people's rows and is not followed; rows of "
                                    : " by a text, which that field cannot hold: it is not "
                                      "followed; rows of ") +
                              to_string(from.in) + " that only it leads to are not in this plan");
    }
    if (pseudonyms_) {
        plan_.notes.emplace_back(
            "pseudonyms stay personal data (Art. 4(5)): whoever has the key for them and a value "
            "can tell which pseudonym is its");
    }
    for (const StoreName& store : plan_.unreachable) {
        plan_.notes.push_back(
            "store " + store.value() +
            " could not be searched: the plan is partial and the case stays open");
    }
}

Result<Plan> make_plan(const PlanInput& input, const Catalogue& catalogue, const Policy& policy,
                       const Resolution& resolution, const Secret& row_key) {
    return PlanWork(input, catalogue, policy, resolution, row_key).run();
}

std::vector<RowFate> PlanWork::fates() const {
    std::vector<RowFate> out;
    if (input_.right != Right::erasure) return out;
    out.reserve(rows_.size());
    for (const PlannedRow& row : rows_) {
        RowFate one{row.found->in, row.found->row.key, row.fate, {}, row.ground, row.why, {}};
        for (const auto& [rule, kept] : row.kept) {
            if (!rule.empty()) one.rules.push_back(rule);
            if (kept.until && (!one.until || *one.until < *kept.until)) one.until = kept.until;
        }
        out.push_back(std::move(one));
    }
    return out;
}

Result<ExplainedPlan> explain_plan(const PlanInput& input, const Catalogue& catalogue,
                                   const Policy& policy, const Resolution& resolution,
                                   const Secret& row_key) {
    PlanWork work(input, catalogue, policy, resolution, row_key);
    GDPRD_TRY_ASSIGN(auto plan, work.run());
    return ExplainedPlan{std::move(plan), work.fates()};
}

}  // namespace gdprd::policy
