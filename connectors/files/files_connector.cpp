#include "connectors/files/files_connector.hpp"

#include <fcntl.h>

#include <algorithm>

#include "connectors/files/anchor.hpp"
#include "connectors/files/finder.hpp"
#include "connectors/files/residue.hpp"
#include "connectors/files/sampling.hpp"
#include "connectors/files/workbook.hpp"
#include "policy/catalogue/tree_of_files.hpp"

namespace gdprd::connectors {

namespace {

Error no_collection() {
    return {ErrorCode::not_found, "the store has no such collection", "scan the store again"};
}

/// Whether a failure to read a file comes from what is in it: as long as it is the same, so is
/// that.
bool says_what_file_is(ErrorCode code) {
    return code == ErrorCode::invalid_argument || code == ErrorCode::limit_exceeded;
}

policy::CollectionSchema unreadable(policy::CollectionName name, std::string why) {
    policy::CollectionSchema out;
    out.name = std::move(name);
    out.kind = policy::CollectionKind::unreadable;
    out.comment = std::move(why);
    return out;
}

}  // namespace

Result<std::unique_ptr<FilesConnector>> FilesConnector::create(StoreSettings settings) {
    GDPRD_TRY_ASSIGN(settings.encoding, encoding_name(settings.encoding));
    GDPRD_TRY_ASSIGN(FileRules rules, FileRules::parse(settings));
    return std::unique_ptr<FilesConnector>(
        new FilesConnector(std::move(settings), std::move(rules)));
}

FilesConnector::FilesConnector(StoreSettings settings, FileRules rules)
    : settings_(std::move(settings)), rules_(std::move(rules)) {}

FilesConnector::~FilesConnector() = default;

/// A step is one file, replaced in one rename; there are no references between files.
Capabilities FilesConnector::capabilities() const {
    return {.transactions = true, .byte_search = true, .foreign_keys = false};
}

void FilesConnector::cancel() noexcept {
    call_.cancel();
}

template <class Body>
auto FilesConnector::in_call(const Body& body) -> decltype(body()) {
    const auto ours = [this](const Error& error) {
        return call_.explain(error).in(settings_.name.value());
    };
    const Call::Scope scope = call_.begin();
    auto tree = FileTree::open(settings_.path);
    if (!tree) return ours(tree.error());
    tree_ = std::make_unique<FileTree>(std::move(*tree));
    auto result = body();
    tree_.reset();
    if (!result) return ours(result.error());
    return result;
}

const Result<FileLayout>& FilesConnector::load(const FileToRead& what, int descriptor,
                                               const FileVersion& version) {
    const auto name = collection_name(what.path, what.sheet);
    const auto known = known_.find(name);
    if (known != known_.end() && known->second.file.version == version &&
        (known->second.layout || says_what_file_is(known->second.layout.error().code())))
        return known->second.layout;
    call_.start_statement(settings_.statement_timeout);
    auto layout = load_file_layout(descriptor, what, rules_, settings_.encoding, call_);
    ReadFile fresh{{what.path, version, 1}, what.sheet, std::move(layout)};
    return known_.insert_or_assign(name, std::move(fresh)).first->second.layout;
}

Result<FileToRead> FilesConnector::file_of(const policy::CollectionName& name) const {
    const bool is_sheet = name.ns != kFilesNamespace;
    const std::string& path = is_sheet ? name.ns : name.name;
    auto form = rules_.form_of(path);
    if (!form || has_sheets(form->kind) != is_sheet) return no_collection();
    if (is_sheet) form = rules_.form_of_sheet(path, name.name, *form);
    if (!form) return no_collection();
    return FileToRead{path, is_sheet ? name.name : std::string(), *form};
}

Result<const FileLayout*> FilesConnector::layout_of(const FileToRead& what, int descriptor) {
    GDPRD_TRY_ASSIGN(const struct stat file, status_of(descriptor));
    const Result<FileLayout>& layout = load(what, descriptor, version_of(file));
    if (!layout) return layout.error();
    return &*layout;
}

Result<FilesConnector::OpenFile> FilesConnector::open(const policy::CollectionName& name) {
    GDPRD_TRY_ASSIGN(const FileToRead what, file_of(name));
    OpenFile out;
    GDPRD_TRY_ASSIGN(out.file, tree_->open_file(what.path, O_RDONLY));
    GDPRD_TRY_ASSIGN(out.layout, layout_of(what, out.file.get()));
    call_.start_statement(settings_.statement_timeout);
    return out;
}

void FilesConnector::note_failure(const TreeFile& file, const Error& error,
                                  std::set<policy::CollectionName>& read) {
    const auto name = collection_name(file.path, "");
    known_.insert_or_assign(name, ReadFile{file, "", error});
    read.insert(name);
}

Result<void> FilesConnector::read_sheets(const TreeFile& file, const FileForm& form, int descriptor,
                                         std::set<policy::CollectionName>& read) {
    const auto known = sheets_.find(file.path);
    if (known == sheets_.end() || known->second.version != file.version) {
        call_.start_statement(settings_.statement_timeout);
        const auto book = Workbook::open(descriptor, form.kind, call_);
        if (!book) {
            if (book.error().code() == ErrorCode::cancelled) return book.error();
            note_failure(file, book.error(), read);
            return {};
        }
        KnownSheets fresh{file.version, {}};
        for (const auto& sheet : book->sheets()) fresh.names.push_back(sheet.name);
        sheets_.insert_or_assign(file.path, std::move(fresh));
    }
    for (const auto& sheet : sheets_.at(file.path).names) {
        const auto own = rules_.form_of_sheet(file.path, sheet, form);
        if (!own) continue;
        const auto& layout = load({file.path, sheet, *own}, descriptor, file.version);
        if (!layout && layout.error().code() == ErrorCode::cancelled) return layout.error();
        const auto name = collection_name(file.path, sheet);
        known_.at(name).file = file;
        read.insert(name);
    }
    return {};
}

/// A file that fails says so in its own place.
Result<void> FilesConnector::read_file(const TreeFile& one,
                                       std::set<policy::CollectionName>& read) {
    const auto form = rules_.form_of(one.path);
    if (!form) return {};
    const auto file = tree_->open_file(one.path, O_RDONLY);
    if (!file && file.error().code() == ErrorCode::not_found) return {};  // gone meanwhile
    if (!file) {
        note_failure(one, file.error(), read);
        return {};
    }
    if (has_sheets(form->kind) && one.path == kFilesNamespace) {
        note_failure(one, Error(ErrorCode::unsupported, "a spreadsheet cannot have this name"),
                     read);
        return {};
    }
    if (has_sheets(form->kind)) return read_sheets(one, *form, file->get(), read);
    const auto& layout = load({one.path, "", *form}, file->get(), one.version);
    if (!layout && layout.error().code() == ErrorCode::cancelled) return layout.error();
    const auto name = collection_name(one.path, "");
    known_.at(name).file = one;
    read.insert(name);
    return {};
}

/// Every file that has a form; one that fails says so and the others go on.
Result<TreeListing> FilesConnector::read_all(std::vector<const ReadFile*>& read) {
    GDPRD_TRY_ASSIGN(TreeListing listing, tree_->list(call_));
    std::set<policy::CollectionName> still_there;
    for (const auto& one : listing.files) GDPRD_TRY(read_file(one, still_there));
    std::erase_if(known_, [&](const auto& one) { return !still_there.contains(one.first); });
    std::erase_if(sheets_, [&](const auto& one) {
        return !std::ranges::binary_search(listing.files, one.first, {}, &TreeFile::path);
    });
    for (const auto& [name, one] : known_) read.push_back(&one);
    return listing;
}

Result<std::vector<CheckFinding>> FilesConnector::check(OffLoop /*off_loop*/) {
    return in_call([&]() -> Result<std::vector<CheckFinding>> {
        std::vector<const ReadFile*> read;
        GDPRD_TRY_ASSIGN(const TreeListing listing, read_all(read));
        return check_files(*tree_, listing, read);
    });
}

Result<policy::StoreSchema> FilesConnector::inspect(OffLoop /*off_loop*/) {
    return in_call([&]() -> Result<policy::StoreSchema> {
        std::vector<const ReadFile*> read;
        GDPRD_TRY_ASSIGN(const TreeListing listing, read_all(read));
        policy::StoreSchema out{settings_.name, policy::kTreeOfFiles, {}};
        for (const ReadFile* one : read) {
            if (one->layout) {
                out.collections.push_back(schema_of(*one->layout));
                continue;
            }
            out.collections.push_back(unreadable(collection_name(one->file.path, one->sheet),
                                                 one->layout.error().message()));
        }
        for (const auto& path : listing.closed)
            out.collections.push_back(
                unreadable(collection_name(path, ""), "the directory may not be read"));
        return out;
    });
}

Result<Sample> FilesConnector::sample(OffLoop /*off_loop*/, const policy::CollectionPath& from,
                                      const std::vector<std::string>& fields, SampleBounds most) {
    return in_call([&] { return run_sample(from.collection, fields, most); });
}

Result<Sample> FilesConnector::run_sample(const policy::CollectionName& from,
                                          const std::vector<std::string>& fields,
                                          const SampleBounds& most) {
    const SampleBounds bounds = most.within(settings_.sample_rows_max, settings_.sample_chars_max);
    GDPRD_TRY_ASSIGN(const OpenFile open_file, open(from));
    return sample_file(*open_file.layout, open_file.file.get(), fields, {bounds.rows, bounds.chars},
                       call_);
}

Result<ValuesRead> FilesConnector::read_values(OffLoop /*off_loop*/,
                                               const policy::CollectionPath& from,
                                               const std::vector<std::string>& fields,
                                               std::uint64_t max_rows, const ValueSink& sink) {
    return in_call([&]() -> Result<ValuesRead> {
        GDPRD_TRY_ASSIGN(const OpenFile at, open(from.collection));
        return read_values_file(*at.layout, at.file.get(), fields,
                                {max_rows, settings_.sample_chars_max}, call_, sink);
    });
}

Result<std::vector<std::string>> FilesConnector::find(OffLoop /*off_loop*/,
                                                      const policy::FindQuery& query,
                                                      const RowSink& sink) {
    return in_call([&]() -> Result<std::vector<std::string>> {
        GDPRD_TRY_ASSIGN(const OpenFile at, open(query.in.collection));
        return FileFinder(*at.layout, query, call_).run(at.file.get(), sink);
    });
}

Result<policy::RowSet> FilesConnector::read_rows(OffLoop /*off_loop*/,
                                                 const policy::CollectionPath& from,
                                                 const std::vector<std::string>& fields,
                                                 const std::vector<policy::RowKey>& keys) {
    return in_call([&]() -> Result<policy::RowSet> {
        GDPRD_TRY_ASSIGN(const OpenFile at, open(from.collection));
        policy::RowSet out{from, fields.empty() ? at.layout->names() : fields, {}};
        GDPRD_TRY_ASSIGN(auto places, at.layout->places_of(out.fields));
        FileStepRows rows(*at.layout, at.file.get(), call_, std::move(places));
        GDPRD_TRY(rows.load(keys));
        GDPRD_TRY(read_again(keys, rows, out));
        return out;
    });
}

/// A crash before the rename leaves the old file, after it the new one, whose rows are in their
/// state after: a resumed step counts them so.
Result<StepResult> FilesConnector::run_apply(const policy::Step& step, const RowDigester& digest,
                                             Trial trial) {
    GDPRD_TRY_ASSIGN(const FileToRead what, file_of(step.in.collection));
    GDPRD_TRY_ASSIGN(const LockedFile file,
                     LockedFile::open(*tree_, what, settings_.lock_timeout, call_));
    GDPRD_TRY_ASSIGN(const FileLayout* layout, layout_of(what, file.descriptor()));
    call_.start_statement(settings_.statement_timeout);
    GDPRD_TRY_ASSIGN(auto places, layout->places_of(step.fields));
    FileStepRows rows(*layout, file.descriptor(), call_, std::move(places));
    GDPRD_TRY(rows.load(keys_of(step)));
    GDPRD_TRY_ASSIGN(const StepResult result, apply_step(step, digest, rows));
    if (trial == Trial::yes) {
        GDPRD_TRY(check_rewrite(file, *layout, rows.edits(), call_));
    } else if (result.stale == 0 && result.done > 0) {
        GDPRD_TRY(rewrite_file(file, *layout, rows.edits(), call_));
    }
    return result;
}

Result<StepResult> FilesConnector::apply(OffLoop /*off_loop*/, const policy::Step& step,
                                         const RowDigester& digest) {
    return in_call([&] { return run_apply(step, digest, Trial::no); });
}

/// Each step by itself, on the file as it is: the rows of a plan's steps are not the same ones.
Result<StepResult> FilesConnector::rehearse(OffLoop /*off_loop*/,
                                            const std::vector<const policy::Step*>& steps,
                                            const DigesterOf& digest_of) {
    return in_call([&] {
        return apply_in_turn(steps, digest_of,
                             [&](const policy::Step& step, const RowDigester& digest) {
                                 return run_apply(step, digest, Trial::yes);
                             });
    });
}

Result<ResidueResult> FilesConnector::residue(OffLoop /*off_loop*/,
                                              const std::vector<policy::PersonalCell>& values) {
    return in_call([&] { return FilesResidue(*tree_, rules_, settings_, call_).run(values); });
}

Result<std::optional<std::string>> FilesConnector::read_anchor(OffLoop /*off_loop*/,
                                                               const std::string& origin) {
    return in_call([&] { return read_files_anchor(*tree_, origin); });
}

Result<void> FilesConnector::write_anchor(OffLoop /*off_loop*/, const AnchorChange& change) {
    return in_call([&] {
        return write_files_anchor(*tree_, settings_.path, change, settings_.lock_timeout, call_);
    });
}

}  // namespace gdprd::connectors
