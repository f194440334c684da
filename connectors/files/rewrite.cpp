#include "connectors/files/rewrite.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "config/base/files.hpp"
#include "config/limits.hpp"
#include "connectors/files/exchange.hpp"
#include "connectors/files/file_lease.hpp"
#include "connectors/files/file_rights.hpp"
#include "connectors/files/json_records.hpp"
#include "connectors/files/left_temporary.hpp"
#include "connectors/files/mailbox_rewrite.hpp"
#include "connectors/files/sheet_rewrite.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kWriteBytes = std::size_t{256} * 1024;
constexpr mode_t kOwnerOnly = 0600;

Error cannot_write() {
    if (errno == ENOSPC || errno == EDQUOT)
        return {ErrorCode::io, "no space is left to write the file anew; the old one stays",
                "make room for a second copy of the file"};
    return {ErrorCode::io, "the file cannot be written anew; the old one stays"};
}

/// A crash left what is not ours to remove.
Error occupied(LeftTemporary left, const std::string& name) {
    if (left == LeftTemporary::open)
        return {ErrorCode::unavailable,
                "another program has open what a crash left beside the file (" + name + ")",
                "close it there and try again"};
    return {ErrorCode::conflict,
            "a crash left a version of the file beside it (" + name +
                ") that others wrote, or wrote into since",
            "take over what is new in it, delete it, and run the request again"};
}

/// The new file. Removed unless it was put in its place.
class Temporary {
  public:
    static Result<Temporary> create(const LockedFile& file, const Call& call) {
        GDPRD_TRY(remove_left_of(file, call));
        Temporary out(file.parent(), temporary_for(file.name()));
        out.file_ =
            Descriptor(::openat(out.parent_, out.name_.c_str(),
                                O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly));
        if (!out.file_.valid()) return cannot_write();
        return out;
    }
    Temporary(Temporary&& other) noexcept
        : parent_(other.parent_),
          name_(std::exchange(other.name_, {})),
          file_(std::move(other.file_)) {}
    Temporary& operator=(Temporary&&) = delete;
    ~Temporary() {
        if (!name_.empty() && is_ours()) ::unlinkat(parent_, name_.c_str(), 0);
    }

    [[nodiscard]] int descriptor() const noexcept { return file_.get(); }

    /// Its bytes are on the disk: whatever name it gets, a crash leaves it whole. Locked, so that
    /// who waits for the old file's lock does not get this one before its name is settled.
    Result<void> make_durable() {
        if (::fsync(file_.get()) != 0) return cannot_write();
        ::flock(file_.get(), LOCK_EX | LOCK_NB);
        return {};
    }
    Result<void> put_in_place(const std::string& as, const FileVersion& expected,
                              const std::function<bool()>& may_stay) {
        GDPRD_TRY_ASSIGN(name_, name_for_exchange(parent_, name_, as, expected));
        GDPRD_TRY(exchange_files(parent_, name_, as, expected, may_stay));
        name_.clear();
        return {};
    }

  private:
    Temporary(int parent, std::string name) : parent_(parent), name_(std::move(name)) {}
    /// The name may stand for a file of others that an exchange took out.
    [[nodiscard]] bool is_ours() const {
        struct stat there{};
        struct stat here{};
        return ::fstat(file_.get(), &here) == 0 &&
               ::fstatat(parent_, name_.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
               here.st_ino == there.st_ino && here.st_dev == there.st_dev;
    }

    int parent_;
    std::string name_;
    Descriptor file_;
};

/// Encodes and writes; and proves for text that is not UTF-8 that what stays comes out as it was.
class FileWriter {
  public:
    /// Into nothing when there is no descriptor (-1).
    static Result<FileWriter> create(int descriptor, const FileLayout& layout) {
        const TextEncoding& encoding = layout.encoding;
        FileWriter out(descriptor);
        const bool json = layout.form.kind == FileKind::json;
        out.keeps_head_ = layout.form.kind == FileKind::delimited;
        out.keeps_object_ = json && layout.form.members == MapRule::detect;
        GDPRD_TRY_ASSIGN(out.encoder_, Transcoder::create("UTF-8", encoding.name));
        out.buffer_ = encoding.mark;
        if (encoding.is_utf8()) return out;
        GDPRD_TRY_ASSIGN(out.again_, Transcoder::create("UTF-8", encoding.name));
        out.digest_ = std::make_unique<crypto::Sha256>();
        return out;
    }

    /// What stands in the old file, whatever becomes of it.
    Result<void> note_old(std::string_view text, bool at_end) {
        if (!digest_) return {};
        std::string bytes;
        GDPRD_TRY(again_->convert(text, at_end, bytes));
        digest_->update(as_bytes(bytes));
        return {};
    }
    Result<void> write(std::string_view text, bool at_end) {
        if (keeps_head_ && head_.size() < kDialectBytes)
            head_.append(text.substr(0, kDialectBytes - head_.size()));
        if (keeps_object_) keep_object(text);
        GDPRD_TRY(encoder_->convert(text, at_end, buffer_));
        if (buffer_.size() < kWriteBytes && !at_end) return {};
        if (descriptor_ >= 0 && !write_all(descriptor_, as_bytes(buffer_))) return cannot_write();
        buffer_.clear();
        return {};
    }
    Result<void> check_survival(RecordReader& reader) {
        if (!digest_ || digest_->finish() == reader.digest()) return {};
        return Error(ErrorCode::unsupported,
                     "the file's bytes do not survive being read and written in its encoding",
                     "convert the file to UTF-8");
    }

    /// Only to try it out, when the begin tells all that could go wrong.
    [[nodiscard]] bool has_enough() const {
        const bool head = keeps_head_ && head_.size() >= kDialectBytes;
        return descriptor_ < 0 && !digest_ && (head || is_list_);
    }
    /// Whether one object alone is a row, or its members are, is told by what they hold.
    Result<void> check_members(const RecordFormat& old) const {
        if (!keeps_object_ || is_list_) return {};
        JsonFormat fresh;
        const auto begin = fresh.cut(object_, true);
        if (begin && fresh.has_separators() == old.has_separators()) return {};
        return Error(ErrorCode::unsupported,
                     "what is left of the file would be read in another way (an object as one row, "
                     "or its members as rows); nothing was written",
                     "tell it with the store's formats, such as NAME.json=json-map or jsonl");
    }
    /// Who reads the new file next finds out anew how it is to be read.
    Result<void> check_dialect(const FileLayout& layout) const {
        if (!keeps_head_) return {};
        const auto now = detect_dialect(head_, head_.size() < kDialectBytes, layout.form.header,
                                        layout.form.delimiter);
        if (now && (*now == layout.dialect || now->names.empty())) return {};
        return Error(ErrorCode::unsupported,
                     "what is left of the file would be read in another way (its delimiter, or "
                     "whether it has a header); nothing was written",
                     "tell it with the store's formats, such as NAME.csv=csv-header");
    }

  private:
    explicit FileWriter(int descriptor) : descriptor_(descriptor) {}

    /// What is longer than a record may be is no object alone.
    void keep_object(std::string_view text) {
        if (is_list_) return;
        object_.append(text);
        const std::size_t first = object_.find_first_not_of(" \t\r\n");
        is_list_ = object_.size() > config::limits::kFileRecordBytes ||
                   (first != std::string::npos && object_[first] == '[');
        if (is_list_) object_.clear();
    }

    int descriptor_;
    std::unique_ptr<Transcoder> encoder_;
    std::unique_ptr<Transcoder> again_;
    std::unique_ptr<crypto::Sha256> digest_;
    std::string buffer_;
    bool keeps_head_ = false;
    std::string head_;
    bool keeps_object_ = false;
    bool is_list_ = false;  ///< of objects: what they hold changes nothing
    std::string object_;
};

/// Leaves out, replaces, or keeps each piece. What separates the records of an array goes with the
/// record behind it, and what stands before the first record always comes before the first.
class Copy {
  public:
    Copy(RecordReader& reader, const RecordFormat& format, const FileEdits& edits,
         FileWriter& writer)
        : reader_(reader), format_(format), edits_(edits), writer_(writer) {}

    Result<void> run() {
        while (!writer_.has_enough()) {
            GDPRD_TRY_ASSIGN(const auto piece, reader_.next());
            if (!piece) break;
            GDPRD_TRY(writer_.note_old(piece->text, false));
            GDPRD_TRY(piece->is_record ? take_record(piece->text) : take_between(piece->text));
        }
        if (written_ == 0) GDPRD_TRY(writer_.write(first_, false));
        GDPRD_TRY(writer_.write(between_, false));
        GDPRD_TRY(writer_.note_old({}, true));
        return writer_.write({}, true);
    }

  private:
    Result<void> take_between(std::string_view text) {
        if (!format_.has_separators()) return writer_.write(text, false);
        if (reader_.records() == 0) {
            first_ = text;
        } else {
            between_ = text;
        }
        return {};
    }

    Result<void> take_record(std::string_view text) {
        const auto edit = edits_.find(reader_.records());
        if (edit != edits_.end() && edit->second.gone) return {};
        GDPRD_TRY(writer_.write(written_ == 0 ? first_ : between_, false));
        between_.clear();
        ++written_;
        return writer_.write(edit == edits_.end() ? text : edit->second.text, false);
    }

    RecordReader& reader_;
    const RecordFormat& format_;
    const FileEdits& edits_;
    FileWriter& writer_;
    std::string first_;
    std::string between_;
    std::uint64_t written_ = 0;
};

/// The whole new file, into `descriptor`.
Result<void> write_anew(const LockedFile& file, int descriptor, const FileLayout& layout,
                        const FileEdits& edits, const Call& call) {
    if (has_sheets(layout.form.kind))
        return write_sheet_anew(file.descriptor(), descriptor, layout, edits, call);
    if (layout.form.kind == FileKind::mbox)
        return write_mailbox_anew(file.descriptor(), descriptor, edits, call);
    GDPRD_TRY_ASSIGN(FileRecords records, FileRecords::open(layout, file.descriptor(), call));
    GDPRD_TRY_ASSIGN(FileWriter writer, FileWriter::create(descriptor, layout));
    GDPRD_TRY(Copy(records.reader, *records.format, edits, writer).run());
    GDPRD_TRY(writer.check_survival(records.reader));
    GDPRD_TRY(writer.check_members(*records.format));
    return writer.check_dialect(layout);
}

}  // namespace

Result<void> check_rewrite(const LockedFile& file, const FileLayout& layout, const FileEdits& edits,
                           const Call& call) {
    // every text can be written, and stays as it is
    const FileForm& form = layout.form;
    const bool members = form.kind == FileKind::json && form.members == MapRule::detect;
    const bool is_told_by_rest = form.kind == FileKind::delimited || members ||
                                 form.kind == FileKind::mbox || has_sheets(form.kind);
    if (layout.encoding.is_utf8() && !is_told_by_rest) return {};
    return write_anew(file, -1, layout, edits, call);
}

Result<void> rewrite_file(const LockedFile& file, const FileLayout& layout, const FileEdits& edits,
                          const Call& call) {
    GDPRD_TRY(file.check_version(layout.version));
    GDPRD_TRY_ASSIGN(Temporary fresh, Temporary::create(file, call));
    GDPRD_TRY(write_anew(file, fresh.descriptor(), layout, edits, call));
    GDPRD_TRY(copy_rights(file.descriptor(), fresh.descriptor()));
    GDPRD_TRY(fresh.make_durable());
    // the old one too: after a power cut it is still the version that may be removed
    if (::fsync(file.descriptor()) != 0) return cannot_write();
    // nobody may hold the old file when its name is another one's: what is written there is lost
    GDPRD_TRY_ASSIGN(const FileLease alone,
                     FileLease::take(file.descriptor(), file.patience(), call));
    GDPRD_TRY(file.check_version(layout.version));
    return fresh.put_in_place(file.name(), layout.version, [&] { return alone.is_undisturbed(); });
}

/// The lock on the file says that nobody writes it anew now.
Result<void> remove_left_of(const LockedFile& file, const Call& call) {
    GDPRD_TRY_ASSIGN(const auto names, temporaries_of(file.parent(), file.name()));
    for (const auto& name : names) {
        GDPRD_TRY_ASSIGN(const auto left, remove_left_temporary(file.parent(), name, call));
        if (left != LeftTemporary::gone) return occupied(left, name);
    }
    return {};
}

Result<std::uint64_t> remove_temporaries(const FileTree& tree, const TreeListing& listing,
                                         const Call& call) {
    std::uint64_t kept = 0;
    for (const auto& left : listing.files) {
        const std::string name(name_in(left.path));
        if (!is_own_temporary(name)) continue;
        // its file may be written right now: whoever does that holds the lock on it
        const std::string directory = left.path.substr(0, left.path.size() - name.size());
        Descriptor file;
        for (const auto& one : listing.files) {
            if (one.path.size() - name_in(one.path).size() != directory.size() ||
                !one.path.starts_with(directory) || !is_temporary_of(name, name_in(one.path)))
                continue;
            // NFS locks only what may be written
            auto opened = tree.open_file(one.path, O_RDWR);
            if (!opened) opened = tree.open_file(one.path, O_RDONLY);
            if (opened) file = std::move(*opened);
        }
        if (file.valid() && ::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
            ++kept;
            continue;
        }
        GDPRD_TRY_ASSIGN(const Descriptor parent, tree.open_parent(left.path));
        const auto now = remove_left_temporary(parent.get(), name, call);
        if (!now) GDPRD_TRY(call.check());
        if (!now || *now != LeftTemporary::gone) ++kept;
    }
    return kept;
}

}  // namespace gdprd::connectors
