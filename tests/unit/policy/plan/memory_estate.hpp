#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy/identity/resolver.hpp"
#include "policy/plan/planner.hpp"

namespace gdprd::policy {

/// Stores in memory that answer FindQuery and carry out steps, with keys and foreign keys enforced,
/// so that resolve, plan and apply run without I/O.
class MemoryEstate {
  public:
    using Texts = std::vector<std::optional<std::string>>;

    /// `path` is "crm.main.customers"; `fields` are parted by ";": a name, a type (int, text, date,
    /// bool, real, json, bytes), then any of: pk, notnull, unique, generated, chars=N,
    /// ->collection.field with :cascade, :along or :set_null, and a category.
    CollectionSchema& add(const std::string& path, const std::string& fields);
    void insert(const std::string& path, const Texts& values);
    void annotate(const std::string& field, const std::string& identifier,
                  const std::string& references = "");
    /// The field refers to `to` in rows that hold these values.
    void refer(const std::string& field, const std::string& to,
               std::map<std::string, std::string> where,
               std::optional<ReferenceRole> role = std::nullopt);
    /// The field refers to `to` by texts that begin so.
    void refer_behind(const std::string& field, const std::string& prefix, const std::string& to);
    void fail(const std::string& store) { failing.insert(StoreName(store)); }

    [[nodiscard]] RowSet find(const FindQuery& query) const;
    /// As a connector does it. Stale rows are a test failure; so is a broken reference.
    void apply(const Step& step, const Secret& row_key);

    [[nodiscard]] Resolution resolve(const std::vector<std::pair<std::string, std::string>>& seeds,
                                     const MatchVerdicts& verdicts = {}) const;
    /// The same, with every round's answers given in reverse order.
    [[nodiscard]] Resolution resolve_backwards(
        const std::vector<std::pair<std::string, std::string>>& seeds) const;
    /// Each collection's values as text, to be compared as a whole.
    [[nodiscard]] std::vector<std::vector<std::string>> rows(const std::string& path) const;
    /// All bytes of a store's values.
    [[nodiscard]] std::string bytes_of(const std::string& store) const;

    Catalogue catalogue;
    Policy policy;
    std::map<CollectionPath, std::vector<std::vector<Cell>>> tables;
    std::set<StoreName> failing;

  private:
    [[nodiscard]] Resolution resolve(const std::vector<std::pair<std::string, std::string>>& seeds,
                                     const MatchVerdicts& verdicts, std::size_t turn) const;
    [[nodiscard]] RowKey key_of(const CollectionSchema& schema, std::size_t at,
                                const std::vector<Cell>& row) const;
    void check_references(const StoreName& store) const;
};

/// "crm.main.customers(1)" of each row: collection and first value, in order.
[[nodiscard]] std::vector<std::string> names_of(const std::vector<SubjectRow>& rows);
[[nodiscard]] const Secret& test_key();

}  // namespace gdprd::policy
