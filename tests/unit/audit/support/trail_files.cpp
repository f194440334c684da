#include "tests/unit/audit/support/trail_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "config/base/assert.hpp"

namespace gdprd::test {

namespace fs = std::filesystem;

namespace {

Bytes read_whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const BytesView bytes = as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

void write_whole(const std::string& path, BytesView bytes) {
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    const std::string_view text = as_text(bytes);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace

void TrailFiles::load(const std::string& dir) {
    for (const auto& entry : fs::recursive_directory_iterator(dir)) {
        if (!entry.is_regular_file()) continue;
        files_[fs::relative(entry.path(), dir).string()] = read_whole(entry.path().string());
    }
    for (const std::string& name : names_under("segments/0")) {
        const BytesView segment = files_.at(name);
        std::uint64_t at = 0;
        while (at < segment.size() && segment[at] != 0) {
            const auto frame = audit::parse_frame(segment.subspan(at));
            GDPRD_ASSERT(frame.has_value());
            const std::uint64_t bytes = frame->header.frame_bytes();
            frames_.push_back({name, at, bytes, frame->header.first_seq});
            for (const auto& leaf : frame->leaves) {
                leaves_[leaf.header.seq] = {name, at + leaf.offset};
                payloads_[leaf.header.seq] = {name, at + leaf.stored_at};
            }
            at += bytes;
        }
    }
}

void TrailFiles::restore(const std::string& dir) const {
    for (const auto& [name, bytes] : files_) {
        const std::string path = dir + "/" + name;
        if (fs::exists(path) && read_whole(path) == bytes) continue;
        write_whole(path, bytes);
    }
}

std::vector<std::string> TrailFiles::names_under(const std::string& prefix) const {
    std::vector<std::string> out;
    for (const auto& [name, bytes] : files_) {
        if (name.starts_with(prefix)) out.push_back(name);
    }
    return out;
}

std::uint64_t TrailFiles::size(const std::string& name) const {
    return files_.at(name).size();
}

TrailFiles::FramePlace TrailFiles::frame_of(std::uint64_t seq) const {
    const auto after = std::find_if(frames_.begin(), frames_.end(),
                                    [&](const FramePlace& frame) { return frame.first_seq > seq; });
    GDPRD_ASSERT(after != frames_.begin());
    return *(after - 1);
}

TrailFiles::FramePlace TrailFiles::frame_after(const FramePlace& frame) const {
    const auto found = std::find_if(frames_.begin(), frames_.end(), [&](const FramePlace& other) {
        return other.first_seq > frame.first_seq;
    });
    GDPRD_ASSERT(found != frames_.end() && found->file == frame.file);
    return *found;
}

BytesView TrailFiles::bytes_of(const FramePlace& frame) const {
    return BytesView(files_.at(frame.file)).subspan(frame.offset, frame.bytes);
}

void TrailFiles::write_at(const std::string& dir, const Place& place, BytesView bytes) const {
    std::fstream file(dir + "/" + place.file, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(place.offset));
    const std::string_view text = as_text(bytes);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    GDPRD_ASSERT(file.good());
}

void TrailFiles::flip(const std::string& dir, const std::string& name, std::uint64_t offset,
                      std::uint64_t bit) const {
    std::ifstream in(dir + "/" + name, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(offset));
    char byte = 0;
    in.get(byte);
    const auto flipped = static_cast<std::uint8_t>(static_cast<unsigned char>(byte) ^ (1U << bit));
    write_at(dir, {name, offset}, BytesView(&flipped, 1));
}

void TrailFiles::write(const std::string& dir, const std::string& name,
                       const std::string& content) const {
    write_whole(dir + "/" + name, as_bytes(content));
}

void TrailFiles::truncate(const std::string& dir, const std::string& name,
                          std::uint64_t size) const {
    fs::resize_file(dir + "/" + name, size);
}

void TrailFiles::zero(const std::string& dir, const FramePlace& frame) const {
    write_at(dir, {frame.file, frame.offset}, Bytes(frame.bytes));
}

void TrailFiles::move_block(const std::string& dir, const FramePlace& from,
                            const FramePlace& to) const {
    write_at(dir, {to.file, to.offset}, bytes_of(from));
}

void TrailFiles::swap(const std::string& dir, const FramePlace& a, const FramePlace& b) const {
    move_block(dir, a, b);
    move_block(dir, b, a);
}

void TrailFiles::rewrite_frame(const std::string& dir, const FramePlace& frame,
                               const std::function<void(audit::FrameHeader&)>& change) const {
    const Bytes segment = read_whole(dir + "/" + frame.file);
    Bytes bytes(segment.begin() + static_cast<std::ptrdiff_t>(frame.offset),
                segment.begin() + static_cast<std::ptrdiff_t>(frame.offset + frame.bytes));
    auto header = audit::parse_frame_header(bytes);
    GDPRD_ASSERT(header.has_value());
    change(*header);
    audit::encode_frame_header(*header, bytes);
    const BytesView leaves =
        BytesView(bytes).subspan(audit::kFrameHeaderBytes, header->leaves_bytes);
    header->crc = audit::frame_crc(bytes, leaves);
    audit::encode_frame_header(*header, bytes);
    write_at(dir, {frame.file, frame.offset}, bytes);
}

}  // namespace gdprd::test
