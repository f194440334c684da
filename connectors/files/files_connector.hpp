#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/call.hpp"
#include "connectors/connector.hpp"
#include "connectors/files/archive_members.hpp"
#include "connectors/files/check.hpp"
#include "connectors/files/file_layout.hpp"
#include "connectors/files/rewrite.hpp"
#include "connectors/settings.hpp"
#include "connectors/value_reader.hpp"

namespace gdprd::connectors {

/// A directory tree of exports; each file is a collection, named by its path, and so is each member
/// of an archive, which is never written. Between calls it
/// holds no file open; it remembers what each version of a file holds, without values. A step is
/// one file written anew and put in the old one's place.
class FilesConnector final : public Connector, public ValueReader {
  public:
    /// `invalid_argument` when formats, row_keys or encoding cannot be read.
    static Result<std::unique_ptr<FilesConnector>> create(StoreSettings settings);
    ~FilesConnector() override;

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
    FilesConnector(StoreSettings settings, FileRules rules);

    /// Runs `body` on the opened tree; errors get the store's name.
    template <class Body>
    auto in_call(const Body& body) -> decltype(body());
    /// `not_found`: the settings know no such collection.
    [[nodiscard]] Result<FileToRead> file_of(const policy::CollectionName& name) const;
    /// Reads the file unless this very version was read before.
    Result<const FileLayout*> layout_of(const FileToRead& what, int descriptor,
                                        const FileVersion& version);
    const Result<FileLayout>& load(const FileToRead& what, int descriptor,
                                   const FileVersion& version);
    struct OpenFile {
        Descriptor file;
        const FileLayout* layout = nullptr;
    };
    Result<OpenFile> open(const policy::CollectionName& name);
    Result<void> read_file(const TreeFile& file, std::set<policy::CollectionName>& read);
    Result<void> read_one(const TreeFile& file, const FileToRead& what, int descriptor,
                          std::set<policy::CollectionName>& read);
    Result<void> read_archive(const TreeFile& file, int descriptor,
                              std::set<policy::CollectionName>& read);
    Result<void> find_sheets(const TreeFile& file, const FileToRead& what, int descriptor);
    Result<void> find_member(FileToRead& what, int descriptor, const FileVersion& version);
    [[nodiscard]] ArchiveCount count_archives(const TreeListing& listing) const;
    void note_failure(const TreeFile& file, const Error& error,
                      std::set<policy::CollectionName>& read, const std::string& archive = {});
    Result<TreeListing> read_all(std::vector<const ReadFile*>& read);
    Result<std::vector<CheckFinding>> run_check();
    Result<policy::StoreSchema> run_inspect();
    Result<Sample> run_sample(const policy::CollectionName& from,
                              const std::vector<std::string>& fields, const SampleBounds& most);
    enum class Trial : unsigned char { no, yes };
    Result<StepResult> run_apply(const policy::Step& step, const RowDigester& digest, Trial trial);

    StoreSettings settings_;
    FileRules rules_;
    Call call_;
    std::unique_ptr<FileTree> tree_;  ///< while a call is under way
    std::map<policy::CollectionName, ReadFile> known_;
    struct KnownSheets {
        FileVersion version;
        std::vector<std::string> names;
    };
    std::map<std::string, KnownSheets> sheets_;  ///< of spreadsheets that can be read, by path
    ArchiveListings archives_;
};

}  // namespace gdprd::connectors
