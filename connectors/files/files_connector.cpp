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

/// Whether a failure to read a file comes from what is in it: as long as it is the same, so is
/// that.
bool says_what_file_is(ErrorCode code) {
    return code == ErrorCode::invalid_argument || code == ErrorCode::limit_exceeded;
}

policy::CollectionSchema unreadable(const std::string& path, std::string why) {
    policy::CollectionSchema out;
    out.name = {std::string(kFilesNamespace), path};
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

const Result<FileLayout>& FilesConnector::load(const std::string& path, const FileForm& form,
                                               int descriptor, const FileVersion& version) {
    const auto known = known_.find(path);
    if (known != known_.end() && known->second.file.version == version &&
        (known->second.layout || says_what_file_is(known->second.layout.error().code())))
        return known->second.layout;
    call_.start_statement(settings_.statement_timeout);
    auto layout = load_file_layout(descriptor, path, form, rules_, settings_.encoding, call_);
    ReadFile fresh{{path, version, 1}, std::move(layout)};
    return known_.insert_or_assign(path, std::move(fresh)).first->second.layout;
}

Result<const FileLayout*> FilesConnector::layout_of(const policy::CollectionName& name,
                                                    int descriptor) {
    const auto form = rules_.form_of(name.name);
    if (name.ns != kFilesNamespace || !form) return no_collection();
    GDPRD_TRY_ASSIGN(const struct stat file, status_of(descriptor));
    const Result<FileLayout>& layout = load(name.name, *form, descriptor, version_of(file));
    if (!layout) return layout.error();
    return &*layout;
}

/// Every file that has a form; one that fails says so in its own place and the others go on.
Result<TreeListing> FilesConnector::read_all(std::vector<const ReadFile*>& read) {
    GDPRD_TRY_ASSIGN(TreeListing listing, tree_->list(call_));
    std::map<std::string, ReadFile> still_there;
    for (const auto& one : listing.files) {
        const auto form = rules_.form_of(one.path);
        if (!form) continue;
        const auto file = tree_->open_file(one.path, O_RDONLY);
        if (!file && file.error().code() == ErrorCode::not_found) continue;  // gone meanwhile
        if (file) {
            const Result<FileLayout>& layout = load(one.path, *form, file->get(), one.version);
            if (!layout && layout.error().code() == ErrorCode::cancelled) return layout.error();
        } else {
            known_.insert_or_assign(one.path, ReadFile{one, file.error()});
        }
        auto node = known_.extract(one.path);
        node.mapped().file = one;
        still_there.insert(std::move(node));
    }
    known_ = std::move(still_there);
    for (const auto& [path, one] : known_) read.push_back(&one);
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
        policy::StoreSchema out{settings_.name, "files", {}};
        for (const ReadFile* one : read) {
            if (one->layout) {
                out.collections.push_back(schema_of(*one->layout));
                continue;
            }
            out.collections.push_back(unreadable(one->file.path, one->layout.error().message()));
        }
        for (const auto& path : listing.closed)
            out.collections.push_back(unreadable(path, "the directory may not be read"));
        return out;
    });
}

Result<Sample> FilesConnector::sample(OffLoop /*off_loop*/, const policy::CollectionPath& from,
                                      const std::vector<std::string>& fields,
                                      std::uint64_t max_rows) {
    return in_call([&] { return run_sample(from.collection, fields, max_rows); });
}

Result<Sample> FilesConnector::run_sample(const policy::CollectionName& from,
                                          const std::vector<std::string>& fields,
                                          std::uint64_t max_rows) {
    GDPRD_TRY_ASSIGN(const Descriptor file, tree_->open_file(from.name, O_RDONLY));
    GDPRD_TRY_ASSIGN(const FileLayout* layout, layout_of(from, file.get()));
    call_.start_statement(settings_.statement_timeout);
    return sample_file(*layout, file.get(), fields,
                       {std::min(max_rows, settings_.sample_rows_max), settings_.sample_chars_max},
                       call_);
}

Result<ValuesRead> FilesConnector::read_values(OffLoop /*off_loop*/,
                                               const policy::CollectionPath& from,
                                               const std::vector<std::string>& fields,
                                               std::uint64_t max_rows, const ValueSink& sink) {
    return in_call([&]() -> Result<ValuesRead> {
        GDPRD_TRY_ASSIGN(const Descriptor file, tree_->open_file(from.collection.name, O_RDONLY));
        GDPRD_TRY_ASSIGN(const FileLayout* layout, layout_of(from.collection, file.get()));
        call_.start_statement(settings_.statement_timeout);
        return read_values_file(*layout, file.get(), fields, {max_rows, settings_.sample_chars_max},
                                call_, sink);
    });
}

Result<std::vector<std::string>> FilesConnector::find(OffLoop /*off_loop*/,
                                                      const policy::FindQuery& query,
                                                      const RowSink& sink) {
    return in_call([&]() -> Result<std::vector<std::string>> {
        GDPRD_TRY_ASSIGN(const Descriptor file,
                         tree_->open_file(query.in.collection.name, O_RDONLY));
        GDPRD_TRY_ASSIGN(const FileLayout* layout, layout_of(query.in.collection, file.get()));
        call_.start_statement(settings_.statement_timeout);
        return FileFinder(*layout, query, call_).run(file.get(), sink);
    });
}

Result<policy::RowSet> FilesConnector::read_rows(OffLoop /*off_loop*/,
                                                 const policy::CollectionPath& from,
                                                 const std::vector<std::string>& fields,
                                                 const std::vector<policy::RowKey>& keys) {
    return in_call([&]() -> Result<policy::RowSet> {
        GDPRD_TRY_ASSIGN(const Descriptor file, tree_->open_file(from.collection.name, O_RDONLY));
        GDPRD_TRY_ASSIGN(const FileLayout* layout, layout_of(from.collection, file.get()));
        call_.start_statement(settings_.statement_timeout);
        policy::RowSet out{from, fields.empty() ? layout->names() : fields, {}};
        GDPRD_TRY_ASSIGN(auto places, layout->places_of(out.fields));
        FileStepRows rows(*layout, file.get(), call_, std::move(places));
        GDPRD_TRY(rows.load(keys));
        GDPRD_TRY(read_again(keys, rows, out));
        return out;
    });
}

/// A crash before the rename leaves the old file, after it the new one, whose rows are in their
/// state after: a resumed step counts them so.
Result<StepResult> FilesConnector::run_apply(const policy::Step& step, const RowDigester& digest,
                                             Trial trial) {
    const std::string& path = step.in.collection.name;
    if (step.in.collection.ns != kFilesNamespace || !rules_.form_of(path)) return no_collection();
    GDPRD_TRY_ASSIGN(const LockedFile file,
                     LockedFile::open(*tree_, path, settings_.lock_timeout, call_));
    GDPRD_TRY_ASSIGN(const FileLayout* layout, layout_of(step.in.collection, file.descriptor()));
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
