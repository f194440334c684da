#include "policy/cells/path_trie.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "config/limits.hpp"
#include "policy/catalogue/classifier_names.hpp"
#include "policy/catalogue/classifier_values.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

namespace limits = config::limits;

constexpr std::string_view kAny = "*";
constexpr std::size_t kSamplesPerPath = 200;
constexpr std::size_t kSampleBytes = 256;
constexpr std::size_t kKeyBytes = 64;
/// With fewer cells a name that stands in one of them says nothing about how it varies.
constexpr std::size_t kCellsForRareNames = 5;
/// One cell in so many, two at least, has a name that calls a field; keys of accounts vary more.
constexpr std::size_t kRare = 20;

std::string_view beginning_of(std::string_view value) noexcept {
    std::size_t end = std::min(value.size(), kSampleBytes);
    if (end == value.size()) return value;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) --end;
    return value.substr(0, end);
}

/// Names that are data whatever the others are.
bool is_data(std::string_view name) {
    if (name.size() > kKeyBytes || !text::is_utf8(name)) return true;
    std::size_t digits = 0;
    for (const char c : name) {
        if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') return true;
        digits += text::is_digit(c) ? 1U : 0U;
    }
    constexpr std::size_t kDigits = 6;  // "line2", "sha256", but no number of a customer
    return digits == name.size() || digits >= kDigits || name == kAny ||
           (name.find('@') != std::string_view::npos && !name.starts_with('@'));
}

values::Profile profile_of(std::vector<std::string> names, sweep::Sweeper& sweeper) {
    std::vector<Personal<std::string>> samples;
    samples.reserve(names.size());
    for (std::string& name : names) samples.emplace_back(std::move(name));
    return values::profile(samples, sweeper);
}

/// All names of one object together look like values of a column.
bool are_data(const std::vector<std::string>& names, sweep::Sweeper& sweeper) {
    constexpr std::size_t kFewest = 3;
    constexpr double kHalf = 0.5;
    constexpr double kThird = 0.34;
    if (names.size() < kFewest) return false;
    const values::Profile p = profile_of(names, sweeper);
    return std::max({p.email, p.phone, p.iban, p.card, p.ip, p.uuid, p.hex, p.url, p.number, p.date,
                     p.mentions}) >= kHalf ||
           std::max(p.given_name, p.family_name) >= kThird;
}

/// Words that fields are called by, all of them: in "clara_moreau_email" one is, and two are hers.
bool is_known(std::string_view name) {
    const auto units = names::units_of(names::words_of(name));
    return !units.empty() && std::all_of(units.begin(), units.end(), [](const names::Unit& unit) {
        return unit.entry != nullptr;
    });
}

bool names_field(const std::string& word) {
    const names::Entry* entry = names::find(word);
    return entry != nullptr && !entry->category.empty();
}

/// "anna_berg", "Anna's phone", "DE89370400440532013000".
bool is_somebody(std::string_view name, sweep::Sweeper& sweeper) {
    bool found = false;
    const auto hits = sweeper.value(name);
    hits.whole.each([&](std::size_t) { found = true; });
    hits.inside.each([&](std::size_t) { found = true; });
    if (found) return true;
    const std::vector<std::string> words = names::words_of(name);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        const values::Profile p = profile_of({word}, sweeper);
        return (p.given_name > 0 || p.family_name > 0) && !names_field(word);
    });
}

}  // namespace

struct PathTrie::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> children;
    std::vector<Personal<std::string>> samples;
    std::size_t cells = 0;          ///< that have a value here
    std::set<std::size_t> seen_in;  ///< numbers of the cells that have the name at all
    std::size_t last_value = 0;     ///< number of a cell, so that each is counted once
    bool unbounded = false;         ///< more names than an object of fields has

    void take(Node&& other) {
        cells += other.cells;
        seen_in.merge(other.seen_in);
        unbounded = unbounded || other.unbounded;
        for (auto& sample : other.samples)
            if (samples.size() < kSamplesPerPath) samples.push_back(std::move(sample));
        for (auto& [name, node] : other.children) {
            auto& own = children[name];
            if (own == nullptr) {
                own = std::move(node);
            } else {
                own->take(std::move(*node));
            }
        }
        unbounded = unbounded || children.size() > limits::kCellNames;
    }

    void fold(const std::string& name) {
        auto moved = children.extract(name);
        auto& any = children[std::string(kAny)];
        if (any == nullptr) any = std::make_unique<Node>();
        any->take(std::move(*moved.mapped()));
    }

    /// Names that are data become "*", here and below.
    void fold_data(std::size_t in_all, sweep::Sweeper& sweeper) {
        std::vector<std::string> own;
        for (const auto& [name, node] : children)
            if (name != kAny) own.push_back(name);
        const bool all = unbounded || are_data(own, sweeper);
        for (const std::string& name : own) {
            const bool rare =
                in_all >= kCellsForRareNames && !is_known(name) &&
                children[name]->seen_in.size() < std::max<std::size_t>(2, in_all / kRare);
            if (all || rare || is_somebody(name, sweeper)) fold(name);
        }
        for (auto& [name, node] : children) node->fold_data(in_all, sweeper);
    }

    void tell(CellKeys& keys, std::size_t in_all, std::vector<CellPath>& out) {
        if (cells > 0) out.push_back({keys, std::move(samples), std::min(cells, in_all)});
        for (auto& [name, node] : children) {
            keys.push_back(name);
            node->tell(keys, in_all, out);
            keys.pop_back();
        }
    }
};

PathTrie::PathTrie() : root_(std::make_unique<Node>()) {}
PathTrie::~PathTrie() = default;
PathTrie::PathTrie(PathTrie&&) noexcept = default;
PathTrie& PathTrie::operator=(PathTrie&&) noexcept = default;

PathTrie::Node* PathTrie::child(Node& of, const CellKey& key) {
    std::string_view name = key.index || is_data(key.name) ? kAny : key.name;
    auto found = of.children.find(name);
    if (found == of.children.end() && name != kAny && of.children.size() >= limits::kCellNames) {
        of.unbounded = true;
        name = kAny;
        found = of.children.find(name);
    }
    if (found == of.children.end()) {
        if (nodes_ == limits::kCellPlaces) return nullptr;
        ++nodes_;
        found = of.children.emplace(std::string(name), std::make_unique<Node>()).first;
    }
    Node& node = *found->second;
    node.seen_in.insert(cells_);
    return &node;
}

void PathTrie::add(std::span<const CellKey> keys, std::string_view value) {
    if (keys.empty()) return;
    Node* node = root_.get();
    for (const CellKey& key : keys) {
        node = child(*node, key);
        if (node == nullptr) {
            ++left_out_;
            return;
        }
    }
    if (node->last_value != cells_ || node->cells == 0) {
        node->last_value = cells_;
        ++node->cells;
    }
    const std::string_view sample = beginning_of(value);
    if (node->samples.size() == kSamplesPerPath ||
        sample_bytes_ + sample.size() > limits::kCellSampleBytes)
        return;
    sample_bytes_ += sample.size();
    node->samples.emplace_back(std::string(sample));
}

std::vector<CellPath> PathTrie::take(sweep::Sweeper& sweeper) {
    std::vector<CellPath> out;
    root_->fold_data(cells_, sweeper);
    CellKeys keys;
    root_->tell(keys, cells_, out);
    root_ = std::make_unique<Node>();
    nodes_ = 0;
    sample_bytes_ = 0;
    return out;
}

}  // namespace gdprd::policy
