#pragma once

#include <memory>
#include <vector>

#include "audit/criteria.hpp"
#include "audit/index/cursor.hpp"
#include "audit/index/part.hpp"
#include "audit/index/part_builder.hpp"
#include "audit/search.hpp"

namespace gdprd::audit {

/// Criteria with what they need besides the index: subjects' keys, the range of time in clock
/// readings.
struct SearchPlan {
    const SearchCriteria* criteria = nullptr;
    SearchOrder order = SearchOrder::newest_first;
    TimeRange range;
    std::vector<SubjectKey> subjects;
    /// No entry can match: the range is empty, or no key of the subjects named exists any more.
    bool impossible = false;
};
/// unsupported: subjects are named and there is no lookup.
Result<SearchPlan> plan_search(const SearchQuery& query, const SubjectKeyLookup& subject_keys);

/// Where a part's lists are: in a file, or in memory.
class ListSource {
  public:
    virtual ~ListSource() = default;
    /// null: no entry has the token.
    virtual Result<std::unique_ptr<Cursor>> walk(const Token& token, SearchOrder order) = 0;
    /// Empty: no entry has the token.
    virtual Result<std::vector<std::uint64_t>> read_all(const Token& token) = 0;
    [[nodiscard]] virtual const IndexKeys& keys() const = 0;
    [[nodiscard]] virtual const std::vector<Zone>& zones() const = 0;
    [[nodiscard]] virtual ZoneSpan span() const = 0;
    [[nodiscard]] virtual std::uint32_t types() const = 0;
};

class PartLists final : public ListSource {
  public:
    explicit PartLists(PartSession& session) : session_(session) {}
    Result<std::unique_ptr<Cursor>> walk(const Token& token, SearchOrder order) override;
    Result<std::vector<std::uint64_t>> read_all(const Token& token) override;
    [[nodiscard]] const IndexKeys& keys() const override { return session_.part().keys(); }
    [[nodiscard]] const std::vector<Zone>& zones() const override;
    [[nodiscard]] ZoneSpan span() const override;
    [[nodiscard]] std::uint32_t types() const override;

  private:
    PartSession& session_;
};

/// Copies what it is asked for: its cursors outlive the builder's lock.
class BuilderLists final : public ListSource {
  public:
    BuilderLists(const PartBuilder& builder, const IndexKeys& keys)
        : builder_(builder), keys_(keys) {}
    Result<std::unique_ptr<Cursor>> walk(const Token& token, SearchOrder order) override;
    Result<std::vector<std::uint64_t>> read_all(const Token& token) override;
    [[nodiscard]] const IndexKeys& keys() const override { return keys_; }
    [[nodiscard]] const std::vector<Zone>& zones() const override { return builder_.zones(); }
    [[nodiscard]] ZoneSpan span() const override { return {builder_.first(), builder_.end()}; }
    [[nodiscard]] std::uint32_t types() const override { return builder_.types(); }

  private:
    const PartBuilder& builder_;
    const IndexKeys& keys_;
};

/// The entries of one part that may match; null: none can. Every entry that matches is among them.
Result<std::unique_ptr<Cursor>> find_candidates(ListSource& lists, const SearchPlan& plan);

}  // namespace gdprd::audit
