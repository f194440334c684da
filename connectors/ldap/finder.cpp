#include "connectors/ldap/finder.hpp"

#include <algorithm>

#include "config/limits.hpp"
#include "connectors/ldap/distinguished_name.hpp"
#include "connectors/ldap/filter.hpp"
#include "connectors/text_match.hpp"

namespace gdprd::connectors {

using policy::Cell;
using policy::MatchMode;
using policy::PersonalCell;

namespace {

namespace limits = config::limits;

bool is_ascii(const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

LdapFinder::LdapFinder(LdapEntries& entries, const policy::FindQuery& query)
    : entries_(&entries),
      query_(&query),
      names_(query.read.empty() ? entries.collection().fields : query.read) {}

Result<void> LdapFinder::prepare() {
    const bool one_field = query_->fields.size() == 1;
    if (query_->fields.empty() || (!one_field && query_->mode != MatchMode::exact))
        return Error(ErrorCode::invalid_argument, "only exact matches take several fields");
    for (const auto& wanted : query_->any_of)
        if (wanted.size() != query_->fields.size())
            return Error(ErrorCode::invalid_argument, "a wanted value is missing for a field");
    GDPRD_TRY_ASSIGN(compared_, entries_->fields(query_->fields));
    GDPRD_TRY_ASSIGN(const auto read, entries_->fields(names_));
    all_ = compared_;
    all_.insert(all_.end(), read.begin(), read.end());
    prepare_wanted();
    return {};
}

void LdapFinder::prepare_wanted() {
    const bool hidden = std::ranges::any_of(
        compared_, [](const LdapField& field) { return field.form == LdapForm::secret; });
    if (hidden) return;  // nobody is found by a password
    for (const auto& wanted : query_->any_of) {
        std::vector<std::string> bytes;
        bool null = false;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const Cell& cell = wanted[i].expose();
            null = null || cell.kind == Cell::Kind::null;  // equals nothing
            const auto name =
                compared_[i].form == LdapForm::name ? canonical_dn(cell.bytes) : std::nullopt;
            bytes.push_back(name.value_or(cell.bytes));
        }
        if (null) continue;
        if (query_->mode == MatchMode::exact)
            exact_.insert(std::move(bytes));
        else
            normal_.insert(wanted_form(query_->mode, bytes.front()));
    }
    normal_.erase("");  // white space or punctuation alone says nothing
}

bool LdapFinder::matches(const policy::Row& row) const {
    std::vector<std::string> bytes;
    for (std::size_t i = 0; i < compared_.size(); ++i) {
        const Cell& cell = row.values[i].expose();
        if (cell.kind == Cell::Kind::null) return false;
        bytes.push_back(cell.bytes);
    }
    if (query_->mode == MatchMode::exact) return exact_.contains(bytes);
    return matches_any(query_->mode, stored_form(query_->mode, bytes.front()), normal_);
}

/// Empty when the server might find less than we would: it compares by rules of its own.
std::string LdapFinder::filter_of(const std::vector<std::string>& wanted) const {
    const LdapField& first = compared_.front();
    const std::string& value = wanted.front();
    switch (query_->mode) {
        case MatchMode::exact: {
            std::vector<std::string> parts;
            for (std::size_t i = 0; i < wanted.size(); ++i)
                if (compared_[i].part != LdapField::Part::dn && compared_[i].matching.equality &&
                    !wanted[i].empty())
                    parts.push_back(equals_filter(compared_[i].written, wanted[i]));
            return parts.empty() ? std::string() : all_filter(parts);
        }
        case MatchMode::folded:
            return first.matching.ignores_case && is_ascii(value)
                       ? equals_filter(first.written, value)
                       : std::string();
        case MatchMode::contains:
            return first.matching.parts && is_ascii(value) ? part_filter(first.written, value)
                                                           : std::string();
        case MatchMode::digits:
        case MatchMode::digits_inside:
            return first.matching.parts && is_ascii(value) ? spread_filter(first.written, value)
                                                           : std::string();
    }
    return {};
}

std::vector<std::string> LdapFinder::filters() const {
    std::vector<std::string> out;
    if (exact_.size() + normal_.size() > limits::kLdapValuesSearched) return out;
    std::vector<std::vector<std::string>> wanted(exact_.begin(), exact_.end());
    for (const std::string& one : normal_) wanted.push_back({one});
    for (const auto& one : wanted) {
        std::string filter = filter_of(one);
        if (filter.empty()) return {};
        out.push_back(std::move(filter));
    }
    return out;
}

Result<void> LdapFinder::offer(const LdapEntry& entry, const Connector::RowSink& sink) {
    Result<void> done;
    entries_->rows_of(entry, all_, [&](policy::Row&& row) {
        if (!done || !matches(row) || !seen_.insert(row.key).second) return;
        row.values.erase(row.values.begin(),
                         row.values.begin() + static_cast<std::ptrdiff_t>(compared_.size()));
        if (++handed_on_ > query_->max_rows)
            done = Error(ErrorCode::limit_exceeded, "more rows match than max_rows allows",
                         "a wanted value that so many rows share points at nobody");
        else
            done = sink(std::move(row));
    });
    return done;
}

Result<void> LdapFinder::ask(const std::string& filter, const Connector::RowSink& sink) {
    return entries_->each(filter, all_, [&](LdapEntry&& entry) -> Result<bool> {
        GDPRD_TRY(offer(entry, sink));
        return true;
    });
}

Result<std::vector<std::string>> LdapFinder::run(const Connector::RowSink& sink) {
    GDPRD_TRY(prepare());
    if (exact_.empty() && normal_.empty()) return names_;
    const bool by_dn = query_->mode == MatchMode::exact && compared_.size() == 1 &&
                       compared_.front().part == LdapField::Part::dn &&
                       exact_.size() <= limits::kLdapValuesSearched;
    if (by_dn) {
        for (const auto& wanted : exact_) {
            if (!canonical_dn(wanted.front())) continue;
            GDPRD_TRY(entries_->at_dn(wanted.front(), all_, [&](LdapEntry&& entry) -> Result<bool> {
                GDPRD_TRY(offer(entry, sink));
                return true;
            }));
        }
        return names_;
    }
    const std::vector<std::string> all = filters();
    if (all.empty()) {
        const LdapField& first = compared_.front();
        const bool value = first.part == LdapField::Part::value;
        GDPRD_TRY(ask(value ? present_filter(first.written) : std::string(), sink));
        return names_;
    }
    for (std::size_t at = 0; at < all.size(); at += limits::kLdapValuesPerFilter) {
        const std::size_t end =
            std::min<std::size_t>(all.size(), at + limits::kLdapValuesPerFilter);
        GDPRD_TRY(ask(any_filter({all.begin() + static_cast<std::ptrdiff_t>(at),
                                  all.begin() + static_cast<std::ptrdiff_t>(end)}),
                      sink));
    }
    return names_;
}

}  // namespace gdprd::connectors
