#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "config/base/assert.hpp"
#include "connectors/registry.hpp"
#include "connectors/value_reader.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::connectors::test {

namespace {

using Fields = std::vector<std::string>;

/// What a message has in place of a table's first, second and third field.
constexpr std::array<std::string_view, 3> kInMessages{"message_id", "subject", "body"};

/// Messages have fields of their own; the tests see those of their tables.
struct Names {
    std::map<std::string, Fields> tables;

    [[nodiscard]] std::string inside(const std::string& table, const std::string& name) const {
        const auto found = tables.find(table);
        if (found == tables.end()) return name;
        for (std::size_t i = 0; i < found->second.size(); ++i)
            if (found->second[i] == name) return std::string(kInMessages.at(i));
        return name;
    }
    [[nodiscard]] std::string outside(const std::string& table, const std::string& name) const {
        const auto found = tables.find(table);
        if (found == tables.end()) return name;
        for (std::size_t i = 0; i < found->second.size(); ++i)
            if (kInMessages.at(i) == name) return found->second[i];
        return name;
    }
    [[nodiscard]] Fields inside(const std::string& table, Fields names) const {
        for (auto& name : names) name = inside(table, name);
        return names;
    }
    [[nodiscard]] Fields outside(const std::string& table, Fields names) const {
        for (auto& name : names) name = outside(table, name);
        return names;
    }
    [[nodiscard]] policy::Step inside(policy::Step step) const {
        const std::string& table = step.in.collection.name;
        step.fields = inside(table, step.fields);
        for (auto& action : step.actions) action.field = inside(table, action.field);
        for (auto& row : step.rows) row.key.fields = inside(table, row.key.fields);
        return step;
    }
    [[nodiscard]] RowDigester inside(const std::string& table, const RowDigester& digester) const {
        return
            [this, table, digester](const Fields& fields, const std::vector<PersonalCell>& values) {
                return digester(outside(table, fields), values);
            };
    }
};

/// The connector under the names that the tests gave.
class MailboxConnector final : public Connector, public ValueReader {
  public:
    MailboxConnector(StoreSettings settings, std::shared_ptr<Names> names)
        : names_(std::move(names)) {
        auto made = make_connector(std::move(settings));
        GDPRD_ASSERT(made.has_value());
        inner_ = std::move(*made);
    }
    Capabilities capabilities() const override { return inner_->capabilities(); }
    Result<std::vector<CheckFinding>> check(OffLoop off) override { return inner_->check(off); }
    Result<policy::StoreSchema> inspect(OffLoop off) override { return inner_->inspect(off); }
    Result<Sample> sample(OffLoop off, const policy::CollectionPath& from, const Fields& fields,
                          SampleBounds most) override {
        const std::string& table = from.collection.name;
        GDPRD_TRY_ASSIGN(auto out, inner_->sample(off, from, names_->inside(table, fields), most));
        out.fields = names_->outside(table, out.fields);
        return out;
    }
    Result<ValuesRead> read_values(OffLoop off, const policy::CollectionPath& from,
                                   const Fields& fields, std::uint64_t max_rows,
                                   const ValueReader::ValueSink& sink) override {
        return dynamic_cast<ValueReader&>(*inner_).read_values(
            off, from, names_->inside(from.collection.name, fields), max_rows, sink);
    }
    Result<Fields> find(OffLoop off, const policy::FindQuery& query, const RowSink& sink) override {
        const std::string& table = query.in.collection.name;
        policy::FindQuery inside = query;
        inside.fields = names_->inside(table, query.fields);
        inside.read =
            names_->inside(table, query.read.empty() ? names_->tables[table] : query.read);
        GDPRD_TRY_ASSIGN(const auto read, inner_->find(off, inside, [&](policy::Row&& row) {
            row.key.fields = names_->outside(table, row.key.fields);
            return sink(std::move(row));
        }));
        return names_->outside(table, read);
    }
    Result<policy::RowSet> read_rows(OffLoop off, const policy::CollectionPath& from,
                                     const Fields& fields,
                                     const std::vector<policy::RowKey>& keys) override {
        const std::string& table = from.collection.name;
        auto inside = keys;
        for (auto& key : inside) key.fields = names_->inside(table, key.fields);
        GDPRD_TRY_ASSIGN(auto rows,
                         inner_->read_rows(off, from, names_->inside(table, fields), inside));
        rows.fields = names_->outside(table, rows.fields);
        return rows;
    }
    Result<StepResult> apply(OffLoop off, const policy::Step& step,
                             const RowDigester& digester) override {
        return inner_->apply(off, names_->inside(step),
                             names_->inside(step.in.collection.name, digester));
    }
    Result<StepResult> rehearse(OffLoop off, const std::vector<const policy::Step*>& steps,
                                const DigesterOf& of) override {
        std::vector<policy::Step> inside;
        std::vector<const policy::Step*> borrowed;
        for (const auto* step : steps) inside.push_back(names_->inside(*step));
        for (const auto& step : inside) borrowed.push_back(&step);
        return inner_->rehearse(off, borrowed, [&](const auto& path) {
            return names_->inside(path.collection.name, of(path));
        });
    }
    Result<ResidueResult> residue(OffLoop off, const std::vector<PersonalCell>& values) override {
        return inner_->residue(off, values);
    }
    Result<std::optional<std::string>> read_anchor(OffLoop off,
                                                   const std::string& origin) override {
        return inner_->read_anchor(off, origin);
    }
    Result<void> write_anchor(OffLoop off, const AnchorChange& change) override {
        return inner_->write_anchor(off, change);
    }
    void cancel() noexcept override { inner_->cancel(); }

  private:
    std::shared_ptr<Names> names_;
    std::unique_ptr<Connector> inner_;
};

/// A mailbox for each table, a message for each row.
class MailboxStore final : public StoreUnderTest {
  public:
    Abilities abilities() const override {
        return {.byte_search = true,
                .long_statements = false,
                .row_numbers = false,
                .checks = false,
                .declared = false,
                .typed = false,
                .binary = false,
                .triggers = false};
    }
    std::string ns() const override { return "main"; }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        out.kind = config::StoreKind::files;
        out.path = dir_.path("");
        out.formats = {"*=mbox"};
        out.row_keys = {"seats=message_id,subject", "[!Zl]*=message_id"};
        return out;
    }
    std::unique_ptr<Connector> connect(StoreSettings settings) override {
        return std::make_unique<MailboxConnector>(std::move(settings), names_);
    }

    void create(const TableSpec& table) override {
        Fields fields;
        for (const auto& field : table.fields) fields.push_back(field.name);
        names_->tables[table.name] = std::move(fields);
        std::ofstream(file(table.name), std::ios::binary) << "";
    }
    void drop(const std::string& table) override { std::filesystem::remove(file(table)); }
    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        std::ofstream out(file(table), std::ios::binary | std::ios::app);
        for (const auto& row : rows) out << message(row);
    }
    void insert_many(const std::string& table, std::int64_t count,
                     const std::string& prefix) override {
        std::ofstream out(file(table), std::ios::binary | std::ios::app);
        for (std::int64_t i = 1; i <= count; ++i)
            out << message({integer(i), text(prefix + std::to_string(i))});
    }
    void change(const std::string& table, const std::string& /*field*/, const Cell& value,
                const std::string& /*where_field*/, const std::string& where_text) override {
        std::ostringstream all;
        all << std::ifstream(file(table), std::ios::binary).rdbuf();
        std::string content = all.str();
        const std::size_t at = content.find(where_text);
        GDPRD_ASSERT(at != std::string::npos);
        content.replace(at, where_text.size(), value.bytes);
        std::ofstream(file(table), std::ios::binary) << content;
    }
    /// As programs that deliver mail do.
    Hold hold_write_lock(const std::string& table) override {
        const std::string lock = file(table) + ".lock";
        std::ofstream(lock) << "1\n";
        return {nullptr, [lock](void*) { std::filesystem::remove(lock); }};
    }
    Commit begin_insert(const std::string& /*table*/, const std::vector<Cell>& /*row*/) override {
        return [] { FAIL() << "there are no transactions in a mailbox"; };
    }
    Hold hold_read(const std::string& table) override {
        const int fd = ::open(file(table).c_str(), O_RDONLY | O_CLOEXEC);
        GDPRD_ASSERT(fd >= 0 && ::flock(fd, LOCK_SH) == 0);
        return {nullptr, [fd](void*) { ::close(fd); }};
    }
    void forbid_deletes(const std::string& /*table*/) override {}
    void create_endless_view(const std::string& /*name*/) override {}

  private:
    std::string file(const std::string& table) const { return dir_.path(table); }

    static std::string message(const std::vector<Cell>& row) {
        const auto has = [&](std::size_t i) {
            return i < row.size() && row[i].kind != Cell::Kind::null;
        };
        std::string out = "From - Mon Nov 23 10:00:00 2026\n";
        if (has(0)) out += "Message-ID: <" + row[0].bytes + ">\n";
        if (has(1)) out += "Subject: " + row[1].bytes + "\n";
        return out + "\n" + (has(2) ? row[2].bytes + "\n\n" : std::string("\n"));
    }

    gdprd::test::TempDir dir_;
    std::shared_ptr<Names> names_ = std::make_shared<Names>();
};

constexpr const char* kNoUpdates = "a message is never changed in part";

}  // namespace

StoreFactory mbox_factory() {
    return {"mbox",
            [] { return std::make_unique<MailboxStore>(); },
            {{"calls_an_update_of_a_vanished_row_stale", kNoUpdates},
             {"changes_nothing_when_one_row_is_stale", kNoUpdates},
             {"does_a_step_once_however_often_it_is_asked", kNoUpdates},
             {"holds_values_that_were_made_of_those_before", kNoUpdates},
             {"reads_and_writes_under_odd_names", kNoUpdates},
             {"rehearses_what_it_would_do_and_changes_nothing", kNoUpdates},
             {"updates_rows_without_a_key_once", kNoUpdates},
             {"writes_a_value_of_its_own_into_each_row", kNoUpdates}}};
}

}  // namespace gdprd::connectors::test
