#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/files/file_layout.hpp"
#include "connectors/step_rows.hpp"

namespace gdprd::connectors {

/// What becomes of a record.
struct FileEdit {
    bool gone = false;
    std::string text;  ///< in its place; of one that is gone what keeps others in theirs
};
/// By the record's number from 1; those that are not named stay.
using FileEdits = std::map<std::uint64_t, FileEdit>;

/// Rows of one file by key. Reads the file once for all keys that it is told of, and notes changes
/// as edits: the file itself stays as it is. The layout and the descriptor must outlive it.
class FileStepRows final : public StepRows {
  public:
    FileStepRows(const FileLayout& layout, int descriptor, const Call& call,
                 std::vector<std::size_t> fields);

    /// `limit_exceeded` when the rows of these keys are more than kFileStepBytes; `stale` when the
    /// file has no such fields; `conflict` when a key that is to name one row names two.
    Result<void> load(const std::vector<policy::RowKey>& keys);
    [[nodiscard]] const FileEdits& edits() const noexcept { return edits_; }

    Result<std::vector<LiveRow>> rows_at(const policy::RowKey& key, std::size_t most) override;
    Result<void> scan(const std::function<bool(LiveRow&& row)>& visit) override;
    Result<bool> remove(const policy::RowKey& key, const LiveRow& row) override;
    Result<std::optional<std::vector<policy::PersonalCell>>> write(
        const policy::RowKey& key, const LiveRow& row,
        const std::vector<Assignment>& changes) override;
    Result<std::uint64_t> count_dragged(const std::vector<StepRow>& rows,
                                        const std::vector<std::string>& written) override;

  private:
    /// Keys of the same fields, looked up together.
    struct KeyGroup {
        std::vector<std::size_t> places;
        std::map<std::vector<policy::PersonalCell>, policy::RowKey> keys;
    };
    using KeyGroups = std::map<std::pair<policy::KeyKind, std::vector<std::string>>, KeyGroup>;
    Result<KeyGroups> group(const std::vector<policy::RowKey>& keys) const;
    /// The key of the group that the row has; null: none.
    [[nodiscard]] const policy::RowKey* key_in(const KeyGroups::value_type& group,
                                               const std::vector<policy::Cell>& row) const;
    Result<void> note(const policy::RowKey& key, std::uint64_t number, std::string_view record);
    /// Places of a key's fields; nullopt: the file has no such field.
    [[nodiscard]] std::optional<std::vector<std::size_t>> places_of(
        const policy::RowKey& key) const;
    [[nodiscard]] LiveRow live(std::uint64_t number, const std::vector<policy::Cell>& row) const;

    const FileLayout* layout_;
    int descriptor_;
    const Call* call_;
    std::vector<std::size_t> fields_;
    std::unique_ptr<RecordFormat> format_;  ///< that gave the loaded records
    std::map<policy::RowKey, std::vector<std::uint64_t>> numbers_;  ///< of loaded keys
    std::map<policy::RowKey, std::size_t> most_;                    ///< as many as were asked for
    std::map<std::uint64_t, std::string> records_;                  ///< their text
    std::uint64_t bytes_ = 0;
    FileEdits edits_;
};

}  // namespace gdprd::connectors
