#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/call.hpp"
#include "connectors/connector.hpp"
#include "connectors/settings.hpp"
#include "connectors/value_reader.hpp"

namespace gdprd::connectors {

/// A store in memory, for tests of what runs on stores. Several connectors may share one, as
/// several connections share a server; not from several threads, but for `down`, `writers` and
/// `readers`.
struct FakeStore {
    struct StoredRow {
        std::uint64_t number = 0;
        std::vector<policy::Cell> values;
    };
    struct Collection {
        policy::CollectionSchema schema;
        std::vector<StoredRow> rows;
        bool keeps_rows = false;  ///< as a trigger that silently keeps rows from being deleted
    };

    /// Replaces a collection of that name.
    Collection& add(policy::CollectionSchema schema);
    void insert(const policy::CollectionName& into, std::vector<policy::Cell> values);
    /// Values of all rows, in the order of insertion. The collection must exist.
    [[nodiscard]] std::vector<std::vector<policy::Cell>> rows(
        const policy::CollectionName& of) const;
    /// By the declared references: restricts, cascades, nulls. `conflict` when one forbids it.
    Result<void> erase(const policy::CollectionName& from, std::uint64_t number);
    /// Rows that erase() of these would delete or change besides them.
    [[nodiscard]] std::uint64_t count_dragged(const policy::CollectionName& from,
                                              const std::set<std::uint64_t>& numbers) const;

    std::map<policy::CollectionName, Collection> collections;
    std::map<std::string, std::string> anchors;  ///< checkpoints, by the trail's origin
    std::uint64_t next_number = 1;
    std::atomic<bool> down = false;  ///< every call fails `unavailable`
    std::atomic<int> writers = 0;    ///< others that hold a lock: apply() waits, then gives up
    std::atomic<int> readers = 0;    ///< others that see old rows: residue() is pending
};

/// What goes wrong in one call.
struct FakeFault {
    enum class Moment : unsigned char {
        before,  ///< nothing was done
        after,   ///< all was done, and the answer was lost
    };
    std::uint64_t call = 1;  ///< counted from the one after set_fault()
    Moment moment = Moment::before;
    Error error;
};

/// The connector of a FakeStore, with faults on demand.
class FakeConnector final : public Connector, public ValueReader {
  public:
    FakeConnector(StoreSettings settings, std::shared_ptr<FakeStore> store);
    ~FakeConnector() override;

    void set_fault(FakeFault fault);
    /// From now on the answer of residue(), whatever the store holds; nullopt: by the store.
    void set_residue(std::optional<ResidueResult> result) { residue_ = std::move(result); }
    /// Calls so far, those that failed too.
    [[nodiscard]] std::uint64_t calls() const noexcept { return calls_; }
    [[nodiscard]] FakeStore& store() noexcept { return *store_; }

    [[nodiscard]] Capabilities capabilities() const override;
    Result<std::vector<CheckFinding>> check(OffLoop off_loop) override;
    Result<policy::StoreSchema> inspect(OffLoop off_loop) override;
    Result<Sample> sample(OffLoop off_loop, const policy::CollectionPath& from,
                          const std::vector<std::string>& fields, SampleBounds most) override;
    Result<ValuesRead> read_values(OffLoop off_loop, const policy::CollectionPath& from,
                                   const std::vector<std::string>& fields, std::uint64_t max_rows,
                                   const ValueSink& sink) override;
    Result<std::vector<std::string>> find(OffLoop off_loop, const policy::FindQuery& query,
                                          const RowSink& sink) override;
    Result<policy::RowSet> read_rows(OffLoop off_loop, const policy::CollectionPath& from,
                                     const std::vector<std::string>& fields,
                                     const std::vector<policy::RowKey>& keys) override;
    Result<StepResult> apply(OffLoop off_loop, const policy::Step& step,
                             const RowDigester& digest) override;
    Result<StepResult> rehearse(OffLoop off_loop, const std::vector<const policy::Step*>& steps,
                                const DigesterOf& digest_of) override;
    Result<ResidueResult> residue(OffLoop off_loop,
                                  const std::vector<policy::PersonalCell>& values) override;
    Result<std::optional<std::string>> read_anchor(OffLoop off_loop,
                                                   const std::string& origin) override;
    Result<void> write_anchor(OffLoop off_loop, const AnchorChange& change) override;
    void cancel() noexcept override;

  private:
    template <class Body>
    auto in_call(const Body& body) -> decltype(body());
    [[nodiscard]] const FakeFault* due_fault(FakeFault::Moment moment) const noexcept;
    Result<void> wait_for_writers();
    Result<FakeStore::Collection*> collection(const policy::CollectionName& name);
    Result<StepResult> run_apply(const policy::Step& step, const RowDigester& digest);

    StoreSettings settings_;
    std::shared_ptr<FakeStore> store_;
    Call call_;
    std::optional<FakeFault> fault_;
    std::optional<ResidueResult> residue_;
    std::uint64_t calls_ = 0;
    std::uint64_t calls_before_fault_ = 0;
};

}  // namespace gdprd::connectors
