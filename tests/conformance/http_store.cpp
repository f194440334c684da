#include <algorithm>
#include <boost/json.hpp>

#include "connectors/http/http_connector.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/support/http_server.hpp"

namespace gdprd::connectors::test {

namespace {

namespace json = boost::json;
using gdprd::test::HttpAsked;
using gdprd::test::HttpServer;
using gdprd::test::HttpToAnswer;

json::value json_of(const Cell& cell) {
    if (cell.kind == Cell::Kind::null) return nullptr;
    if (cell.kind == Cell::Kind::integer) return std::stoll(cell.bytes);
    return json::value(cell.bytes);
}

Cell cell_of(const json::value& value) {
    if (value.is_null()) return {};
    if (value.is_int64()) return integer(value.get_int64());
    return text(json::value_to<std::string>(value));
}

std::string decoded(std::string_view part) {
    std::string out;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] != '%') {
            out += part[i];
            continue;
        }
        out += static_cast<char>(std::stoi(std::string(part.substr(i + 1, 2)), nullptr, 16));
        i += 2;
    }
    return out;
}

std::vector<std::string> split(std::string_view text, char by) {
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (c == by)
            out.emplace_back();
        else
            out.back() += c;
    }
    for (auto& part : out) part = decoded(part);
    return out;
}

/// The tables of a service, behind its lock.
struct Tables {
    struct Table {
        TableSpec spec;
        std::vector<std::vector<Cell>> rows;
        bool keeps_rows = false;
        bool endless = false;
    };
    std::mutex mutex;
    std::map<std::string, Table> tables;
    std::uint64_t version = 0;  ///< of the description
    std::atomic<bool> end = false;
};

std::size_t place(const TableSpec& spec, const std::string& field) {
    const auto at = std::ranges::find(spec.fields, field, &FieldSpec::name);
    return static_cast<std::size_t>(at - spec.fields.begin());
}

/// A REST service over tables: TABLE?page=&limit=[&field=&value=], TABLE/KEY[/KEY].
class TableService {
  public:
    explicit TableService(Tables& tables) : tables_(tables) {}

    HttpToAnswer answer(const HttpAsked& asked) {
        const std::lock_guard lock(tables_.mutex);
        const std::string target = asked.target.substr(std::string("/api/").size());
        const std::size_t mark = target.find('?');
        const auto path = split(target.substr(0, mark), '/');
        const auto found = tables_.tables.find(path.front());
        if (found == tables_.tables.end()) return {404, "{}"};
        Tables::Table& table = found->second;
        if (table.endless) return drip();
        if (path.size() == 1) return list(table, target.substr(mark + 1));
        const std::vector<std::string> key(path.begin() + 1, path.end());
        const auto row = std::ranges::find_if(table.rows, [&](const auto& one) {
            for (std::size_t i = 0; i < key.size(); ++i)
                if (one[place(table.spec, table.spec.primary_key[i])].bytes != key[i]) return false;
            return true;
        });
        if (row == table.rows.end()) return {404, "{}"};
        if (asked.method == "GET") return {200, json::serialize(shown(table, *row))};
        if (asked.method == "PATCH") {
            const json::value body = json::parse(asked.body);
            for (const auto& member : body.as_object())
                (*row)[place(table.spec, member.key())] = cell_of(member.value());
            return {204, ""};
        }
        if (table.keeps_rows) return {200, "{}"};
        const std::vector<Cell> gone = *row;
        if (is_held(table, gone)) return {409, "{}"};
        table.rows.erase(row);
        drag(table, gone);
        return {204, ""};
    }

  private:
    HttpToAnswer drip() const {
        HttpToAnswer out;
        out.raw = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{";
        out.then = [&end = tables_.end](int socket) {
            while (!end && ::send(socket, " ", 1, MSG_NOSIGNAL) == 1) ::usleep(10'000);
        };
        return out;
    }
    static json::object shown(const Tables::Table& table, const std::vector<Cell>& row) {
        json::object out;
        for (std::size_t i = 0; i < row.size(); ++i)
            out[table.spec.fields[i].name] = json_of(row[i]);
        return out;
    }
    static HttpToAnswer list(const Tables::Table& table, const std::string& query) {
        std::map<std::string, std::string> given;
        for (const auto& parameter : split(query, '&')) {
            const std::size_t equal = parameter.find('=');
            given[parameter.substr(0, equal)] = parameter.substr(equal + 1);
        }
        std::vector<const std::vector<Cell>*> rows;
        const bool searched = given.contains("field");
        const std::size_t at = searched ? place(table.spec, given["field"]) : 0;
        const std::string wanted = given["value"];
        for (const auto& row : table.rows)
            if (!searched || row[at].bytes == wanted) rows.push_back(&row);
        const std::size_t limit = std::stoul(given["limit"]);
        json::array page;
        for (std::size_t i = (std::stoul(given["page"]) - 1) * limit;
             i < rows.size() && page.size() < limit; ++i)
            page.push_back(shown(table, *rows[i]));
        return {200,
                json::serialize(json::object{{"rows", std::move(page)}, {"total", rows.size()}})};
    }
    template <class Visit>
    void each_referrer(const Tables::Table& to, const std::vector<Cell>& row, const Visit& visit) {
        for (auto& [name, from] : tables_.tables)
            for (const auto& key : from.spec.foreign_keys) {
                if (key.target.name != to.spec.name) continue;
                const auto wanted = row[place(to.spec, key.target_fields.front())];
                visit(from, key, [&, at = place(from.spec, key.fields.front())](const auto& one) {
                    return one[at] == wanted;
                });
            }
    }
    bool is_held(const Tables::Table& table, const std::vector<Cell>& row) {
        bool held = false;
        each_referrer(table, row, [&](auto& from, const auto& key, const auto& refers) {
            if (key.on_delete == policy::OnDelete::no_action)
                held = held || std::ranges::any_of(from.rows, refers);
        });
        return held;
    }
    void drag(const Tables::Table& table, const std::vector<Cell>& row) {
        each_referrer(table, row, [&](auto& from, const auto& key, const auto& refers) {
            if (key.on_delete == policy::OnDelete::cascade) std::erase_if(from.rows, refers);
        });
    }

    Tables& tables_;
};

std::string description_of(const std::map<std::string, Tables::Table>& tables) {
    std::string out =
        "version: 1\nservice: Tables\n"
        "paging: {kind: page, limit: 2500, total: /total}\ncollections:\n";
    if (tables.empty())
        out +=
            "  nothing: {fields: {a: /a}, list: {path: nothing, at: /rows, query: {p: "
            "\"{page}\"}}}\n";
    for (const auto& [name, table] : tables) {
        out += "  " + name + ":\n    fields:\n";
        std::string texts;
        for (const auto& field : table.spec.fields) {
            out += "      " + field.name + ": {at: /" + field.name +
                   ", type: " + std::string(policy::to_string(field.type)) +
                   ", nullable: " + (field.nullable ? "true" : "false");
            for (const auto& key : table.spec.foreign_keys)
                if (key.fields.front() == field.name)
                    out += ", references: " + key.target.name + "." + key.target_fields.front() +
                           ", on_delete: " + std::string(policy::to_string(key.on_delete));
            out += "}\n";
            if (field.type == FieldType::text) texts += (texts.empty() ? "" : ", ") + field.name;
        }
        out += "    list: {path: " + name +
               ", at: /rows, query: {page: \"{page}\", limit: \"{limit}\"}}\n";
        if (!texts.empty())
            out += "    find: [{fields: [" + texts +
                   "], covers: [exact], query: {field: \"{field}\", value: \"{value}\"}}]\n";
        if (table.spec.primary_key.empty()) continue;
        std::string keys;
        std::string path = name;
        for (const auto& key : table.spec.primary_key) {
            keys += (keys.empty() ? "" : ", ") + key;
            path += "/{key." + key + "}";
        }
        out += "    key: [" + keys + "]\n";
        for (const char* call : {"read", "update", "erase"})
            out += std::string("    ") + call + ": {path: \"" + path + "\"}\n";
    }
    return out;
}

/// A connector whose description follows the tables.
class FollowingConnector final : public Connector {
  public:
    FollowingConnector(StoreSettings settings, std::shared_ptr<Tables> tables)
        : settings_(std::move(settings)), tables_(std::move(tables)) {
        inner();
    }
    Capabilities capabilities() const override { return inner_->capabilities(); }
    Result<std::vector<CheckFinding>> check(OffLoop off) override { return inner().check(off); }
    Result<policy::StoreSchema> inspect(OffLoop off) override { return inner().inspect(off); }
    Result<Sample> sample(OffLoop off, const policy::CollectionPath& from,
                          const std::vector<std::string>& fields, SampleBounds most) override {
        return inner().sample(off, from, fields, most);
    }
    Result<std::vector<std::string>> find(OffLoop off, const policy::FindQuery& query,
                                          const RowSink& sink) override {
        return inner().find(off, query, sink);
    }
    Result<policy::RowSet> read_rows(OffLoop off, const policy::CollectionPath& from,
                                     const std::vector<std::string>& fields,
                                     const std::vector<policy::RowKey>& keys) override {
        return inner().read_rows(off, from, fields, keys);
    }
    Result<StepResult> apply(OffLoop off, const policy::Step& step,
                             const RowDigester& digester) override {
        return inner().apply(off, step, digester);
    }
    Result<StepResult> rehearse(OffLoop off, const std::vector<const policy::Step*>& steps,
                                const DigesterOf& of) override {
        return inner().rehearse(off, steps, of);
    }
    Result<ResidueResult> residue(OffLoop off, const std::vector<PersonalCell>& values) override {
        return inner().residue(off, values);
    }
    Result<std::optional<std::string>> read_anchor(OffLoop off,
                                                   const std::string& origin) override {
        return inner().read_anchor(off, origin);
    }
    Result<void> write_anchor(OffLoop off, const AnchorChange& change) override {
        return inner().write_anchor(off, change);
    }
    void cancel() noexcept override { inner_->cancel(); }

  private:
    Connector& inner() {
        const std::lock_guard lock(tables_->mutex);
        if (inner_ != nullptr && version_ == tables_->version) return *inner_;
        version_ = tables_->version;
        auto parsed = parse_description(description_of(tables_->tables));
        for (const auto& problem : parsed.problems) ADD_FAILURE() << problem.to_text("made");
        StoreSettings settings = settings_of_copy();
        auto made = HttpConnector::create(std::move(settings), std::move(parsed.description));
        EXPECT_TRUE(gdprd::test::succeeded(made));
        inner_ = std::move(*made);
        return *inner_;
    }
    StoreSettings settings_of_copy() const {
        StoreSettings out;
        out.name = settings_.name;
        out.base_url = settings_.base_url;
        out.allow_addresses = settings_.allow_addresses;
        out.statement_timeout = settings_.statement_timeout;
        out.sample_rows_max = settings_.sample_rows_max;
        out.sample_chars_max = settings_.sample_chars_max;
        return out;
    }

    StoreSettings settings_;
    std::shared_ptr<Tables> tables_;
    std::uint64_t version_ = 0;
    std::unique_ptr<HttpConnector> inner_;
};

class HttpStoreUnderTest final : public StoreUnderTest {
  public:
    HttpStoreUnderTest() { start_again(); }
    ~HttpStoreUnderTest() override { crash(); }

    Abilities abilities() const override {
        return {.invalid_text = false,
                .restarts = true,
                .byte_search = false,
                .long_statements = true,
                .row_numbers = false,
                .checks = false};
    }
    std::string ns() const override { return "api"; }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        out.kind = config::StoreKind::http;
        out.base_url = "http://127.0.0.1:" + std::to_string(port_) + "/api";
        out.allow_addresses = {"127.0.0.1"};
        return out;
    }
    std::unique_ptr<Connector> connect(StoreSettings settings) override {
        return std::make_unique<FollowingConnector>(std::move(settings), tables_);
    }
    void create(const TableSpec& table) override {
        const std::lock_guard lock(tables_->mutex);
        tables_->tables[table.name].spec = table;
        ++tables_->version;
    }
    void drop(const std::string& table) override {
        const std::lock_guard lock(tables_->mutex);
        tables_->tables.erase(table);
        ++tables_->version;
    }
    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        const std::lock_guard lock(tables_->mutex);
        auto& into = tables_->tables.at(table).rows;
        into.insert(into.end(), rows.begin(), rows.end());
    }
    void insert_many(const std::string& table, std::int64_t count,
                     const std::string& prefix) override {
        std::vector<std::vector<Cell>> rows;
        for (std::int64_t i = 1; i <= count; ++i)
            rows.push_back({integer(i), text(prefix + std::to_string(i))});
        insert(table, rows);
    }
    void change(const std::string& table, const std::string& field, const Cell& value,
                const std::string& where_field, const std::string& where_text) override {
        const std::lock_guard lock(tables_->mutex);
        auto& one = tables_->tables.at(table);
        for (auto& row : one.rows)
            if (row[place(one.spec, where_field)].bytes == where_text)
                row[place(one.spec, field)] = value;
    }
    Hold hold_write_lock(const std::string& /*table*/) override { return {}; }
    Commit begin_insert(const std::string& /*table*/, const std::vector<Cell>& /*row*/) override {
        return {};
    }
    Hold hold_read(const std::string& /*table*/) override { return {}; }
    void forbid_deletes(const std::string& table) override {
        const std::lock_guard lock(tables_->mutex);
        tables_->tables.at(table).keeps_rows = true;
    }
    void create_endless_view(const std::string& name) override {
        create({name, {{"id", FieldType::integer, false}}, {"id"}});
        const std::lock_guard lock(tables_->mutex);
        tables_->tables.at(name).endless = true;
    }
    void crash() override {
        tables_->end = true;
        server_.reset();
    }
    void start_again() override {
        tables_->end = false;
        server_ = std::make_unique<HttpServer>(
            [this](const HttpAsked& asked) { return TableService(*tables_).answer(asked); }, port_);
        port_ = server_->port();
    }

  private:
    std::shared_ptr<Tables> tables_ = std::make_shared<Tables>();
    std::uint16_t port_ = 0;
    std::unique_ptr<HttpServer> server_;
};

constexpr const char* kNoBytes = "JSON has no binary values";
constexpr const char* kNoLocks = "a service has no locks and no transactions";
constexpr const char* kNoTrial = "a service has nothing to roll back";
constexpr const char* kNoKey = "rows without a key are only read over a service";
constexpr const char* kNoAnchor = "a service has no place for an anchor";

}  // namespace

StoreFactory http_factory() {
    return {
        "http",
        [] { return std::make_unique<HttpStoreUnderTest>(); },
        {
            {"keeps_big_text_blobs_and_empty_values_apart", kNoBytes},
            {"finds_a_value_inside_documents_and_binary_values", kNoBytes},
            {"tells_fields_types_and_keys", "a description tells no unique keys"},
            {"tells_composite_keys_and_references", "references of several fields are not told"},
            {"reads_and_writes_under_odd_names", "a description's names are plain"},
            {"deletes_rows_without_a_key_one_for_one", kNoKey},
            {"updates_rows_without_a_key_once", kNoKey},
            {"keeps_to_its_transaction_when_references_are_nulled", kNoLocks},
            {"sees_a_row_that_another_session_inserts_while_the_step_begins", kNoLocks},
            {"gives_up_on_a_lock_within_its_limit", kNoLocks},
            {"is_cancelled_while_it_waits_for_a_lock", kNoLocks},
            {"rehearses_steps_that_build_on_each_other_and_changes_nothing", kNoTrial},
            {"rehearses_to_the_first_step_whose_rows_moved_or_that_drags_others", kNoTrial},
            {"rehearses_what_it_would_do_and_changes_nothing", kNoTrial},
            {"keeps_one_anchor_for_each_trail", kNoAnchor},
            {"writes_no_anchor_over_one_that_it_did_not_expect", kNoAnchor},
            {"takes_the_table_of_its_anchor_for_no_collection", kNoAnchor},
        }};
}

}  // namespace gdprd::connectors::test
