#include "config/base/cbor.hpp"

#include <algorithm>
#include <limits>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"

namespace gdprd::cbor {

namespace {

constexpr int kDepthMax = 64;

constexpr std::uint8_t kUnsigned = 0;
constexpr std::uint8_t kNegative = 1;
constexpr std::uint8_t kBytes = 2;
constexpr std::uint8_t kText = 3;
constexpr std::uint8_t kArray = 4;
constexpr std::uint8_t kMap = 5;
constexpr std::uint8_t kSimple = 7;
constexpr std::uint64_t kFalse = 20;
constexpr std::uint64_t kTrue = 21;
constexpr std::uint64_t kNull = 22;

/// Bytewise order of the encoded keys: the length comes first in the encoding.
bool key_before(std::string_view a, std::string_view b) noexcept {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

class Encoder {
  public:
    explicit Encoder(Bytes& out) : out_(out) {}

    void value(const Value& value, int depth) {
        std::visit([&](const auto& v) { write(v, depth); }, value.rep());
    }

  private:
    void head(std::uint8_t major, std::uint64_t n) {
        const auto first = static_cast<std::uint8_t>(major << 5);
        if (n < 24) {
            out_.push_back(static_cast<std::uint8_t>(first | n));
        } else if (n <= 0xff) {
            out_.push_back(first | 24);
            out_.push_back(static_cast<std::uint8_t>(n));
        } else if (n <= 0xffff) {
            out_.push_back(first | 25);
            put_u16(out_, static_cast<std::uint16_t>(n));
        } else if (n <= 0xffffffff) {
            out_.push_back(first | 26);
            put_u32(out_, static_cast<std::uint32_t>(n));
        } else {
            out_.push_back(first | 27);
            put_u64(out_, n);
        }
    }

    void write(std::nullptr_t, int) { head(kSimple, kNull); }
    void write(bool v, int) { head(kSimple, v ? kTrue : kFalse); }
    void write(std::int64_t v, int) { head(kNegative, static_cast<std::uint64_t>(-(v + 1))); }
    void write(std::uint64_t v, int) { head(kUnsigned, v); }
    void write(const Bytes& v, int) {
        head(kBytes, v.size());
        put_bytes(out_, v);
    }
    void write(const std::string& v, int) { text(v); }
    void write(const Array& v, int depth) {
        GDPRD_ASSERT(depth < kDepthMax);
        head(kArray, v.size());
        for (const Value& item : v) value(item, depth + 1);
    }
    void write(const Map& v, int depth) {
        GDPRD_ASSERT(depth < kDepthMax);
        head(kMap, v.size());
        std::vector<const Map::value_type*> members;
        members.reserve(v.size());
        for (const auto& member : v) members.push_back(&member);
        std::sort(members.begin(), members.end(),
                  [](const auto* a, const auto* b) { return key_before(a->first, b->first); });
        for (const auto* member : members) {
            text(member->first);
            value(member->second, depth + 1);
        }
    }
    void text(std::string_view v) {
        GDPRD_ASSERT(valid_utf8(v));
        head(kText, v.size());
        put_bytes(out_, as_bytes(v));
    }

    Bytes& out_;
};

class Decoder {
  public:
    Decoder(BytesView bytes, std::uint64_t items_max) : bytes_(bytes), items_left_(items_max) {}

    Result<Value> document() {
        GDPRD_TRY_ASSIGN(Value top, value(0));
        if (at_ != bytes_.size()) return bad("bytes follow the value");
        return top;
    }

  private:
    struct Head {
        std::uint8_t major = 0;
        std::uint64_t n = 0;
    };

    [[nodiscard]] Error bad(std::string_view what) const {
        return {ErrorCode::corrupt,
                "not deterministic CBOR at byte " + std::to_string(at_) + ": " + std::string(what)};
    }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }

    Result<Head> head() {
        if (left() == 0) return bad("the value is cut off");
        const std::uint8_t first = bytes_[at_];
        const auto major = static_cast<std::uint8_t>(first >> 5);
        const std::uint8_t info = first & 0x1f;
        if (info < 24) {
            ++at_;
            return Head{major, info};
        }
        if (info > 27) return bad("indefinite lengths are not used");
        if (major == kSimple) return bad("only true, false and null are used");
        const std::size_t width = std::size_t{1} << (info - 24);
        if (left() < 1 + width) return bad("the value is cut off");
        std::uint64_t n = 0;
        for (std::size_t i = 0; i < width; ++i) n = (n << 8) | bytes_[at_ + 1 + i];
        const std::uint64_t least = width == 1 ? 24 : std::uint64_t{1} << (4 * width);
        if (n < least) return bad("a shorter form of this number exists");
        at_ += 1 + width;
        return Head{major, n};
    }

    Result<BytesView> take(std::uint64_t count) {
        if (count > left()) return bad("the value is cut off");
        const BytesView taken = bytes_.subspan(at_, static_cast<std::size_t>(count));
        at_ += taken.size();
        return taken;
    }

    Result<std::string> text(std::uint64_t count) {
        GDPRD_TRY_ASSIGN(const BytesView taken, take(count));
        if (!valid_utf8(as_text(taken))) return bad("text is not UTF-8");
        return std::string(as_text(taken));
    }

    Result<Value> value(int depth) {
        if (items_left_ == 0)
            return Error(ErrorCode::limit_exceeded, "the CBOR has more items than it may have");
        --items_left_;
        GDPRD_TRY_ASSIGN(const Head h, head());
        switch (h.major) {
            case kUnsigned:
                return Value(h.n);
            case kNegative:
                return negative(h.n);
            case kBytes: {
                GDPRD_TRY_ASSIGN(const BytesView taken, take(h.n));
                return Value(Bytes(taken.begin(), taken.end()));
            }
            case kText: {
                GDPRD_TRY_ASSIGN(std::string taken, text(h.n));
                return Value(std::move(taken));
            }
            case kArray:
                return array(h.n, depth);
            case kMap:
                return map(h.n, depth);
            case kSimple:
                return simple(h.n);
            default:
                return bad("tags are not used");
        }
    }

    Result<Value> negative(std::uint64_t n) {
        constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        if (n > kMost) return bad("the number does not fit 64 bits");
        return Value(-static_cast<std::int64_t>(n) - 1);
    }

    Result<Value> simple(std::uint64_t n) {
        if (n == kFalse) return Value(false);
        if (n == kTrue) return Value(true);
        if (n == kNull) return Value(nullptr);
        return bad("only true, false and null are used");
    }

    Result<Value> array(std::uint64_t count, int depth) {
        if (depth >= kDepthMax) return bad("nested too deeply");
        if (count > left()) return bad("the value is cut off");
        Array out;
        for (std::uint64_t i = 0; i < count; ++i) {
            GDPRD_TRY_ASSIGN(Value item, value(depth + 1));
            out.push_back(std::move(item));
        }
        return Value(std::move(out));
    }

    Result<Value> map(std::uint64_t count, int depth) {
        if (depth >= kDepthMax) return bad("nested too deeply");
        if (count > left() / 2) return bad("the value is cut off");
        Map out;
        std::string last;
        for (std::uint64_t i = 0; i < count; ++i) {
            GDPRD_TRY_ASSIGN(const Head h, head());
            if (h.major != kText) return bad("a map key is not text");
            GDPRD_TRY_ASSIGN(std::string key, text(h.n));
            if (i > 0 && !key_before(last, key)) return bad("map keys are not in order");
            last = key;
            GDPRD_TRY_ASSIGN(Value item, value(depth + 1));
            out.emplace(std::move(key), std::move(item));
        }
        return Value(std::move(out));
    }

    BytesView bytes_;
    std::uint64_t items_left_;
    std::size_t at_ = 0;
};

void json_text(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\u00";
            out += hex_encode({&byte, 1});
        } else {
            out += c;
        }
    }
    out += '"';
}

void json_value(std::string& out, const Value& value);

struct JsonWriter {
    std::string& out;

    void operator()(std::nullptr_t) const { out += "null"; }
    void operator()(bool v) const { out += v ? "true" : "false"; }
    void operator()(std::int64_t v) const { out += std::to_string(v); }
    void operator()(std::uint64_t v) const { out += std::to_string(v); }
    void operator()(const Bytes& v) const { json_text(out, "hex:" + hex_encode(v)); }
    void operator()(const std::string& v) const { json_text(out, v); }
    void operator()(const Array& v) const {
        out += '[';
        for (std::size_t i = 0; i < v.size(); ++i) {
            if (i > 0) out += ',';
            json_value(out, v[i]);
        }
        out += ']';
    }
    void operator()(const Map& v) const {
        out += '{';
        bool first = true;
        for (const auto& [key, item] : v) {
            if (!first) out += ',';
            first = false;
            json_text(out, key);
            out += ':';
            json_value(out, item);
        }
        out += '}';
    }
};

void json_value(std::string& out, const Value& value) {
    std::visit(JsonWriter{out}, value.rep());
}

Error expected(std::string_view what) {
    return {ErrorCode::invalid_argument, "expected " + std::string(what)};
}

}  // namespace

Value::Value(std::int64_t v) {
    if (v >= 0) {
        rep_ = static_cast<std::uint64_t>(v);
    } else {
        rep_ = v;
    }
}

bool Value::is_null() const noexcept {
    return std::holds_alternative<std::nullptr_t>(rep_);
}

Result<bool> Value::as_bool() const {
    if (const auto* v = std::get_if<bool>(&rep_)) return *v;
    return expected("true or false");
}

Result<std::uint64_t> Value::as_u64() const {
    if (const auto* v = std::get_if<std::uint64_t>(&rep_)) return *v;
    return expected("an unsigned integer");
}

Result<std::int64_t> Value::as_i64() const {
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (const auto* v = std::get_if<std::int64_t>(&rep_)) return *v;
    if (const auto* v = std::get_if<std::uint64_t>(&rep_); v != nullptr && *v <= kMost)
        return static_cast<std::int64_t>(*v);
    return expected("an integer of 64 bits");
}

Result<Bytes> Value::as_bytes() const {
    if (const auto* v = std::get_if<Bytes>(&rep_)) return *v;
    return expected("a byte string");
}

Result<Hash> Value::as_hash() const {
    const auto* v = std::get_if<Bytes>(&rep_);
    if (v == nullptr || v->size() != Hash{}.size()) return expected("a byte string of 32 bytes");
    Hash out{};
    std::copy(v->begin(), v->end(), out.begin());
    return out;
}

Result<std::string> Value::as_string() const {
    if (const auto* v = std::get_if<std::string>(&rep_)) return *v;
    return expected("text");
}

Result<const Array*> Value::as_array() const {
    if (const auto* v = std::get_if<Array>(&rep_)) return v;
    return expected("an array");
}

Result<const Map*> Value::as_map() const {
    if (const auto* v = std::get_if<Map>(&rep_)) return v;
    return expected("a map");
}

const Value& Value::operator[](std::string_view key) const noexcept {
    static const Value absent;
    const auto* map = std::get_if<Map>(&rep_);
    if (map == nullptr) return absent;
    const auto found = map->find(key);
    return found == map->end() ? absent : found->second;
}

Bytes encode(const Value& value) {
    Bytes out;
    Encoder(out).value(value, 0);
    return out;
}

Result<Value> decode(BytesView bytes, std::uint64_t items_max) {
    return Decoder(bytes, items_max).document();
}

std::string to_json(const Value& value) {
    std::string out;
    json_value(out, value);
    return out;
}

}  // namespace gdprd::cbor
