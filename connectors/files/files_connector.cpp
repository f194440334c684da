#include "connectors/files/files_connector.hpp"

#include <fcntl.h>

#include <algorithm>

#include "connectors/files/anchor.hpp"
#include "connectors/files/finder.hpp"
#include "connectors/files/residue.hpp"
#include "connectors/files/sampling.hpp"

namespace gdprd::connectors {

namespace {

Error no_collection() {
    return {ErrorCode::not_found, "the store has no such collection", "scan the store again"};
}

Error only_read() {
    return {ErrorCode::refused, "the rows stand in an archive, which gdprd never writes",
            "delete the archive, or pack it again without them, then scan and plan again"};
}

/// Whether a failure to read a file comes from what is in it: as long as it is the same, so is
/// that.
bool says_what_file_is(ErrorCode code) {
    return code == ErrorCode::invalid_argument || code == ErrorCode::limit_exceeded;
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
    const auto name = collection_name(what.path, what.sheet, what.archive);
    const auto known = known_.find(name);
    if (known != known_.end() && known->second.file.version == version &&
        known->second.member == what.member &&
        (known->second.layout || says_what_file_is(known->second.layout.error().code())))
        return known->second.layout;
    call_.start_statement(settings_.statement_timeout);
    auto layout = load_file_layout(descriptor, what, rules_, settings_.encoding, call_);
    // the member's number is of that version's list
    if (layout && !what.archive.empty() && layout->version != version)
        layout =
            Error(ErrorCode::unavailable, "the archive changed while it was read", "try again");
    ReadFile fresh{
        {what.path, version, 1}, what.sheet, std::move(layout), what.archive, what.member};
    return known_.insert_or_assign(name, std::move(fresh)).first->second.layout;
}

Result<FileToRead> FilesConnector::file_of(const policy::CollectionName& name) const {
    FileToRead out;
    const bool in_other = name.ns != kFilesNamespace;
    const auto around = in_other ? rules_.form_of(name.ns) : std::nullopt;
    const bool is_sheet = around && has_sheets(around->kind);
    if (in_other && !is_sheet && !rules_.is_archive(name.ns)) return no_collection();
    out.path = !in_other ? name.name : (is_sheet ? name.ns : name.ns + "/" + name.name);
    GDPRD_TRY_ASSIGN(const auto archive, archive_around(*tree_, rules_, out.path));
    if (in_other && !is_sheet && archive != name.ns) return no_collection();
    if (archive && !in_other) return no_collection();
    out.archive = archive.value_or("");
    auto form = rules_.form_of(out.path);
    if (!form || has_sheets(form->kind) != is_sheet) return no_collection();
    if (is_sheet) {
        out.sheet = name.name;
        form = rules_.form_of_sheet(out.path, out.sheet, *form);
        if (!form) return no_collection();
    }
    out.form = *form;
    return out;
}

/// Finds the member of the archive that is open.
Result<void> FilesConnector::find_member(FileToRead& what, int descriptor,
                                         const FileVersion& version) {
    if (what.archive.empty()) return {};
    call_.start_statement(settings_.statement_timeout);
    const auto& listing = archives_.look(what.archive, descriptor, version, rules_, call_);
    if (!listing) return listing.error();
    const ArchivedFile* member = listing->find(what.path);
    if (member == nullptr) return no_collection();
    if (member->unreadable) return *member->unreadable;
    what.member = member->number;
    return {};
}

Result<const FileLayout*> FilesConnector::layout_of(const FileToRead& what, int descriptor,
                                                    const FileVersion& version) {
    const Result<FileLayout>& layout = load(what, descriptor, version);
    if (!layout) return layout.error();
    return &*layout;
}

Result<FilesConnector::OpenFile> FilesConnector::open(const policy::CollectionName& name) {
    GDPRD_TRY_ASSIGN(FileToRead what, file_of(name));
    OpenFile out;
    GDPRD_TRY_ASSIGN(out.file,
                     tree_->open_file(what.archive.empty() ? what.path : what.archive, O_RDONLY));
    GDPRD_TRY_ASSIGN(const struct stat file, status_of(out.file.get()));
    const FileVersion version = version_of(file);
    GDPRD_TRY(find_member(what, out.file.get(), version));
    GDPRD_TRY_ASSIGN(out.layout, layout_of(what, out.file.get(), version));
    call_.start_statement(settings_.statement_timeout);
    return out;
}

Result<std::vector<CheckFinding>> FilesConnector::check(OffLoop /*off_loop*/) {
    return in_call([&] { return run_check(); });
}

Result<policy::StoreSchema> FilesConnector::inspect(OffLoop /*off_loop*/) {
    return in_call([&] { return run_inspect(); });
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
    if (!what.archive.empty()) {
        GDPRD_TRY(open(step.in.collection));
        return only_read();
    }
    GDPRD_TRY_ASSIGN(const LockedFile file,
                     LockedFile::open(*tree_, what, settings_.lock_timeout, call_));
    GDPRD_TRY_ASSIGN(const struct stat status, status_of(file.descriptor()));
    GDPRD_TRY_ASSIGN(const FileLayout* layout,
                     layout_of(what, file.descriptor(), version_of(status)));
    call_.start_statement(settings_.statement_timeout);
    GDPRD_TRY_ASSIGN(auto places, layout->places_of(step.fields));
    FileStepRows rows(*layout, file.descriptor(), call_, std::move(places));
    GDPRD_TRY(rows.load(keys_of(step)));
    GDPRD_TRY_ASSIGN(const StepResult result, apply_step(step, digest, rows));
    if (trial == Trial::yes) {
        GDPRD_TRY(check_rewrite(file, *layout, rows.edits(), call_));
    } else if (result.stale == 0 && result.done > 0) {
        GDPRD_TRY(rewrite_file(file, *layout, rows.edits(), call_));
    } else if (result.stale == 0 && result.already_done > 0) {
        // a kill behind the rename may have left the old file, with what others wrote into it
        GDPRD_TRY(remove_left_of(file, call_));
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
