#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <string>
#include <vector>

#include "config/base/assert.hpp"

namespace gdprd::test {

enum class Packing : unsigned char { zip, tar, tgz, tbz2, txz, tzst, seven_zip };
inline constexpr Packing kPackings[] = {Packing::zip,      Packing::tar, Packing::tgz,
                                        Packing::tbz2,     Packing::txz, Packing::tzst,
                                        Packing::seven_zip};

/// A member as it is put in, whatever its name.
struct PackedFile {
    std::string name;
    std::string content{};
    std::string link_to{};  ///< a symbolic link
    std::string same_as{};  ///< a hard link
};

inline std::string packed_name(Packing how) {
    static constexpr const char* kNames[] = {"all.zip",    "all.tar",     "all.tgz", "all.tar.bz2",
                                             "all.tar.xz", "all.tar.zst", "all.7z"};
    return kNames[static_cast<std::size_t>(how)];
}

/// An archive as programs write them; with a password its members are sealed (ZIP only).
inline std::string pack(Packing how, const std::vector<PackedFile>& files,
                        const std::string& password = {}) {
    std::string out;
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(),
                                                                         &archive_write_free);
    archive* const to = writer.get();
    if (how == Packing::zip) {
        archive_write_set_format_zip(to);
    } else if (how == Packing::seven_zip) {
        archive_write_set_format_7zip(to);
    } else {
        archive_write_set_format_pax_restricted(to);
    }
    if (how == Packing::tgz) archive_write_add_filter_gzip(to);
    if (how == Packing::tbz2) archive_write_add_filter_bzip2(to);
    if (how == Packing::txz) archive_write_add_filter_xz(to);
    if (how == Packing::tzst) archive_write_add_filter_zstd(to);
    if (!password.empty()) {
        GDPRD_ASSERT(archive_write_set_options(to, "zip:encryption=traditional") == ARCHIVE_OK);
        GDPRD_ASSERT(archive_write_set_passphrase(to, password.c_str()) == ARCHIVE_OK);
    }
    const auto append = [](archive*, void* into, const void* bytes, std::size_t size) {
        static_cast<std::string*>(into)->append(static_cast<const char*>(bytes), size);
        return static_cast<la_ssize_t>(size);
    };
    archive_write_set_bytes_in_last_block(to, 1);
    GDPRD_ASSERT(archive_write_open(to, &out, nullptr, append, nullptr) == ARCHIVE_OK);
    for (const auto& file : files) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(
            archive_entry_new(), &archive_entry_free);
        archive_entry_set_pathname(entry.get(), file.name.c_str());
        archive_entry_set_perm(entry.get(), 0600);
        archive_entry_set_filetype(entry.get(), file.link_to.empty() ? AE_IFREG : AE_IFLNK);
        if (!file.link_to.empty()) archive_entry_set_symlink(entry.get(), file.link_to.c_str());
        if (!file.same_as.empty()) archive_entry_set_hardlink(entry.get(), file.same_as.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.content.size()));
        GDPRD_ASSERT(archive_write_header(to, entry.get()) >= ARCHIVE_WARN);
        if (file.content.empty()) continue;
        GDPRD_ASSERT(archive_write_data(to, file.content.data(), file.content.size()) ==
                     static_cast<la_ssize_t>(file.content.size()));
    }
    GDPRD_ASSERT(archive_write_close(to) >= ARCHIVE_WARN);
    return out;
}

}  // namespace gdprd::test
