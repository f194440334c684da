#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/settings.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::connectors::test {

using policy::Cell;
using policy::FieldType;
using policy::PersonalCell;

Cell null();
Cell integer(std::int64_t value);
Cell text(std::string value);
Cell blob(std::string value);

struct FieldSpec {
    std::string name;
    FieldType type = FieldType::text;  ///< integer, text, json, bytes, date or timestamp
    bool nullable = true;
};

/// A collection that each kind of store can hold.
struct TableSpec {
    std::string name;
    std::vector<FieldSpec> fields;
    std::vector<std::string> primary_key = {};
    std::vector<std::vector<std::string>> unique_keys = {};
    std::vector<policy::ForeignKey> foreign_keys = {};
    std::vector<std::string> checks = {};  ///< SQL conditions
};

/// What a kind of store can be asked to do in tests.
struct Abilities {
    bool invalid_text = false;    ///< text that is no UTF-8 gets in
    bool restarts = false;        ///< the server can be killed and started again
    bool byte_search = false;     ///< residue() searches the store's own bytes
    bool long_statements = true;  ///< a statement can take too long
    bool row_numbers = false;     ///< rows without a key have a number
    bool checks = true;           ///< conditions on rows are enforced
    bool declared = true;         ///< types and keys are declared, and there before the first row
    bool typed = true;            ///< numbers are told from texts
    bool binary = true;           ///< any bytes are a value
    bool triggers = true;         ///< something in the store can keep rows from being deleted
    std::int64_t many = 100'000;  ///< rows that are many for it, and quick to make
};

/// A lock, a snapshot: held until it is destroyed.
using Hold = std::shared_ptr<void>;

/// A row that another session has inserted; visible once this is called, once.
using Commit = std::function<void()>;

/// One fresh store of some kind, and a second way into it beside the connector.
class StoreUnderTest {
  public:
    virtual ~StoreUnderTest() = default;
    [[nodiscard]] virtual Abilities abilities() const = 0;
    [[nodiscard]] virtual std::string ns() const = 0;
    /// Name, kind and whereabouts; tests change limits.
    [[nodiscard]] virtual StoreSettings settings() const = 0;
    [[nodiscard]] virtual std::unique_ptr<Connector> connect(StoreSettings settings) = 0;

    virtual void create(const TableSpec& table) = 0;
    virtual void drop(const std::string& table) = 0;
    virtual void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) = 0;
    /// `count` rows: an integer from 1, and `prefix` followed by it.
    virtual void insert_many(const std::string& table, std::int64_t count,
                             const std::string& prefix) = 0;
    /// Sets one text field of all rows where another one has a text.
    virtual void change(const std::string& table, const std::string& field, const Cell& value,
                        const std::string& where_field, const std::string& where_text) = 0;
    /// Another connection that has changed rows of the table and not committed.
    virtual Hold hold_write_lock(const std::string& table) = 0;
    /// Another session that has begun to insert a row. Where the store has one writer at a time, it
    /// holds that place.
    virtual Commit begin_insert(const std::string& table, const std::vector<Cell>& row) = 0;
    /// Another connection that reads an old state of the table.
    virtual Hold hold_read(const std::string& table) = 0;
    /// A trigger that silently keeps rows of the table from being deleted.
    virtual void forbid_deletes(const std::string& table) = 0;
    /// A view that takes for ever to read.
    virtual void create_endless_view(const std::string& name) = 0;
    virtual void crash() {}
    virtual void start_again() {}
};

/// make() gives nullptr when this kind of store is not installed here; the test is skipped.
struct StoreFactory {
    std::string name;
    std::function<std::unique_ptr<StoreUnderTest>()> make;
    /// Cases that this kind of store cannot pass by its nature: name → why.
    std::map<std::string, std::string> cannot = {};
};
StoreFactory sqlite_factory();
StoreFactory sqlite_wal_factory();
StoreFactory postgres_factory();
StoreFactory mariadb_factory();
StoreFactory fake_factory();
StoreFactory jsonl_factory();
StoreFactory csv_factory();
StoreFactory tgz_factory();  ///< files in an archive: only read
StoreFactory xlsx_factory();
StoreFactory ods_factory();
StoreFactory mbox_factory();
StoreFactory http_factory();
StoreFactory ldap_factory();

/// Digest of a row; a stand-in for policy::digest_row, which needs a request's key.
RowDigest digest(const std::vector<std::string>& fields, const std::vector<PersonalCell>& values);
std::vector<Cell> exposed(const std::vector<PersonalCell>& values);
TableSpec customers_table();

class ConnectorSuite : public testing::TestWithParam<StoreFactory> {
  protected:
    void SetUp() override;
    void TearDown() override;

    [[nodiscard]] policy::CollectionPath path(const std::string& table) const;
    /// customers(id PK, email, name) with three people.
    void make_customers();
    /// In a store without types a number is the text of it.
    [[nodiscard]] std::vector<Cell> exposed(const std::vector<PersonalCell>& values) const;
    [[nodiscard]] bool has_references() const { return connector_->capabilities().foreign_keys; }
    /// orders(id PK, customer → customers.id), empty.
    void make_orders(policy::OnDelete on_delete);

    [[nodiscard]] policy::FindQuery query(const std::string& table, const std::string& field,
                                          policy::MatchMode mode,
                                          const std::vector<Cell>& wanted) const;
    [[nodiscard]] policy::RowSet find(const policy::FindQuery& query);
    [[nodiscard]] policy::RowSet find(const std::string& table, const std::string& field,
                                      const Cell& wanted);
    /// The rows whose first field is an integer from 0 to 49, sorted.
    [[nodiscard]] std::vector<std::vector<Cell>> all_rows(const TableSpec& table);
    [[nodiscard]] policy::StoreSchema inspect();
    /// The connector with other limits.
    void reconnect(const std::function<void(StoreSettings&)>& change);

    /// Steps over rows as found.
    [[nodiscard]] policy::Step delete_step(const policy::RowSet& rows) const;
    [[nodiscard]] policy::Step update_step(const policy::RowSet& rows, const std::string& field,
                                           const Cell& value) const;
    [[nodiscard]] Result<StepResult> apply(const policy::Step& step);
    [[nodiscard]] Result<StepResult> rehearse(const std::vector<policy::Step>& steps);
    [[nodiscard]] Result<ResidueResult> residue(const std::vector<Cell>& values);

    OffLoop off_ = OffLoop::on_blocking_thread();
    std::unique_ptr<StoreUnderTest> store_;
    std::unique_ptr<Connector> connector_;
};

}  // namespace gdprd::connectors::test

namespace gdprd::policy {
void PrintTo(const Cell& cell, std::ostream* out);
}  // namespace gdprd::policy

namespace gdprd::connectors {
bool operator==(const StepResult& a, const StepResult& b);
void PrintTo(const StepResult& result, std::ostream* out);
void PrintTo(const ResidueResult::State& state, std::ostream* out);
}  // namespace gdprd::connectors
