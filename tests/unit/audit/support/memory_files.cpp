#include "tests/unit/audit/support/memory_files.hpp"

#include <algorithm>

namespace gdprd::test {

using audit::FileAccess;
using audit::StoredFile;

class MemoryFile final : public StoredFile {
  public:
    MemoryFile(MemoryFiles& files, std::shared_ptr<MemoryFiles::Content> content)
        : files_(files), content_(std::move(content)) {}

    Result<void> write_at(std::uint64_t offset, BytesView bytes) override {
        const std::lock_guard lock(content_->mutex);
        Bytes& now = content_->now;
        const std::uint64_t end = offset + bytes.size();
        if (end > now.size()) {
            GDPRD_TRY(files_.take_space(end - now.size()));
            now.resize(end);
        }
        std::copy(bytes.begin(), bytes.end(), now.begin() + static_cast<std::ptrdiff_t>(offset));
        return {};
    }
    Result<void> sync() override {
        if (files_.failing_syncs_) return Error(ErrorCode::io, "the disk failed");
        ++files_.syncs_;
        const std::lock_guard lock(content_->mutex);
        content_->durable = content_->now;
        return {};
    }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
        const std::lock_guard lock(content_->mutex);
        const Bytes& now = content_->now;
        if (offset >= now.size()) return std::size_t{0};
        const std::size_t count = std::min<std::size_t>(out.size(), now.size() - offset);
        std::copy_n(now.begin() + static_cast<std::ptrdiff_t>(offset), count, out.begin());
        return count;
    }
    Result<std::uint64_t> size() override {
        const std::lock_guard lock(content_->mutex);
        return std::uint64_t{content_->now.size()};
    }
    Result<void> truncate(std::uint64_t size) override {
        const std::lock_guard lock(content_->mutex);
        content_->now.resize(size);
        return {};
    }

  private:
    MemoryFiles& files_;
    std::shared_ptr<MemoryFiles::Content> content_;
};

Result<void> MemoryFiles::take_space(std::size_t bytes) {
    if (!full_) return {};
    if (bytes > left_) return Error(ErrorCode::unavailable, "no space left");
    left_ -= bytes;
    return {};
}

void MemoryFiles::set_full(std::size_t bytes_left) {
    left_ = bytes_left;
    full_ = true;
}

Result<std::unique_ptr<StoredFile>> MemoryFiles::open(const std::string& path, FileAccess access) {
    const std::lock_guard lock(mutex_);
    auto found = files_.find(path);
    if (found == files_.end()) {
        if (access != FileAccess::create) return Error(ErrorCode::not_found, path);
        found = files_.emplace(path, std::make_shared<Content>()).first;
    }
    return std::unique_ptr<StoredFile>(std::make_unique<MemoryFile>(*this, found->second));
}

Result<void> MemoryFiles::rename(const std::string& from, const std::string& to) {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(from);
    if (found == files_.end()) return Error(ErrorCode::not_found, from);
    files_[to] = found->second;
    files_.erase(from);
    return {};
}

Result<void> MemoryFiles::remove(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(path);
    if (found == files_.end()) return Error(ErrorCode::not_found, path);
    left_ += found->second->now.size();
    files_.erase(found);
    return {};
}

Result<void> MemoryFiles::make_directory(const std::string& path) {
    const std::lock_guard lock(mutex_);
    directories_.push_back(path);
    return {};
}

Result<void> MemoryFiles::sync_directory(const std::string& /*path*/) {
    return {};
}

Result<std::vector<std::string>> MemoryFiles::list(const std::string& path) {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> out;
    const std::string prefix = path + "/";
    for (const auto& [name, content] : files_) {
        if (name.starts_with(prefix) && name.find('/', prefix.size()) == std::string::npos) {
            out.push_back(name.substr(prefix.size()));
        }
    }
    const bool known =
        std::find(directories_.begin(), directories_.end(), path) != directories_.end();
    if (out.empty() && !known) return Error(ErrorCode::not_found, path);
    return out;
}

void MemoryFiles::crash() {
    const std::lock_guard lock(mutex_);
    failing_syncs_ = false;
    for (auto& [name, content] : files_) {
        const std::lock_guard inner(content->mutex);
        content->now = content->durable;
    }
}

Bytes& MemoryFiles::bytes(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return files_.at(path)->now;
}

bool MemoryFiles::has(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return files_.contains(path);
}

std::vector<std::string> MemoryFiles::names(const std::string& prefix) {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> out;
    for (const auto& [name, content] : files_) {
        if (name.starts_with(prefix)) out.push_back(name);
    }
    return out;
}

std::shared_ptr<MemoryFiles> MemoryFiles::copy() {
    const std::lock_guard lock(mutex_);
    auto out = std::make_shared<MemoryFiles>();
    out->directories_ = directories_;
    for (const auto& [name, content] : files_) {
        auto fresh = std::make_shared<Content>();
        fresh->now = content->now;
        fresh->durable = content->now;
        out->files_.emplace(name, std::move(fresh));
    }
    return out;
}

}  // namespace gdprd::test
