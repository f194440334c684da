#include "policy/links/propose.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "policy/catalogue/dismissed_link.hpp"
#include "policy/identity/role_words.hpp"
#include "policy/links/containment.hpp"
#include "policy/links/field_names.hpp"

namespace gdprd::policy {
namespace {

/// Each bound of a share is wrong in one case of a thousand.
constexpr double kRisk = 1e-3;
/// A foreign key that the store does not enforce has some orphans.
constexpr double kReferenceShare = 0.9;
constexpr double kCopyShare = 0.8;
/// Values met, at least: fewer may be a coincidence.
constexpr std::uint64_t kMetMin = 10;
constexpr std::uint64_t kKeysMetMin = 20;
/// Numbers closer together than one in a hundred meet by chance.
constexpr double kDense = 0.01;
/// A field with hardly a value twice is as good as a declared key.
constexpr double kUniqueShare = 0.999;

std::uint32_t ppm(double share) {
    return static_cast<std::uint32_t>(std::lround(share * 1e6));
}

LinkShare share_of(const Containment& one) {
    return {one.compared, one.met, ppm(one.low), ppm(one.high)};
}

LinkSide side_of(const Column& column) {
    return {column.values, column.sketch.distinct(), column.whole};
}

/// A column with what the catalogue knows of it.
struct End {
    const Column* column = nullptr;
    const CollectionSchema* schema = nullptr;
    bool personal = false;        ///< the field
    bool among_personal = false;  ///< some field of its collection
    bool declared_unique = false;
    bool unique = false;
    bool refers = false;  ///< it has a declared foreign key of its own
    bool loose = false;
    bool dense = false;  ///< numbers that meet by chance

    [[nodiscard]] const FieldPath& path() const { return column->path; }
    [[nodiscard]] std::uint64_t distinct() const { return column->sketch.distinct(); }
};

/// Which of two ends is rather the original; the greater one.
auto rank_of(const End& end) {
    return std::tuple(!end.loose, end.declared_unique, end.personal, end.distinct());
}

bool is_original(const End& of, const End& than) {
    return std::pair(rank_of(of), than.path()) > std::pair(rank_of(than), of.path());
}

struct Candidate {
    const End* from = nullptr;
    const End* to = nullptr;
    Containment of_from;
    Containment of_to;
    bool named = false;
    bool dismissed = false;  ///< by a person, and nothing has moved since
};

CatalogueLink link_of(const Candidate& one, LinkKind kind) {
    CatalogueLink link;
    link.kind = kind;
    link.from = one.from->path();
    link.to = one.to->path();
    link.decision = Decision::review;
    link.holds = to_string(one.from->column->kind);
    link.of_from = share_of(one.of_from);
    link.of_to = share_of(one.of_to);
    link.from_side = side_of(*one.from->column);
    link.to_side = side_of(*one.to->column);
    if (one.to->declared_unique)
        link.reasons.emplace_back("the other field is a key");
    else if (one.to->unique)
        link.reasons.emplace_back("no value of the other field is there twice");
    if (one.named) link.reasons.emplace_back("the names fit");
    if (!one.to->dense) link.reasons.emplace_back("such values do not meet by chance");
    if (one.from->loose) link.reasons.emplace_back("it is in files, which are seldom the original");
    return link;
}

class Proposer {
  public:
    Proposer(const Catalogue& catalogue, std::span<const Column> columns,
             const std::set<StoreName>& loose)
        : catalogue_(catalogue) {
        for (const Column& column : columns)
            if (column.values > 0) add_end(column, loose);
    }

    std::vector<CatalogueLink> run() {
        for (const auto& [kind, ends] : ends_)
            for (std::size_t i = 0; i < ends.size(); ++i)
                for (std::size_t j = i + 1; j < ends.size(); ++j) compare(ends[i], ends[j]);
        std::vector<CatalogueLink> out;
        out.reserve(references_.size() + copies_.size());
        for (const auto& [from, best] : references_)
            out.push_back(link_of(best, LinkKind::reference));
        for (const auto& [from, best] : copies_) {
            const auto reference = references_.find(from);
            const bool same = reference != references_.end() && reference->second.to == best.to;
            if (!same) out.push_back(link_of(best, LinkKind::copy));
        }
        std::sort(out.begin(), out.end(), [](const CatalogueLink& a, const CatalogueLink& b) {
            return std::tie(a.from, a.to) < std::tie(b.from, b.to);
        });
        return out;
    }

  private:
    void add_end(const Column& column, const std::set<StoreName>& loose) {
        End end;
        end.column = &column;
        end.schema = catalogue_.find_collection(column.path.in);
        const CatalogueField* field = catalogue_.find_field(column.path);
        if (end.schema == nullptr || field == nullptr) return;
        end.personal = field->is_personal();
        const auto beside = catalogue_.fields_of(column.path.in);
        end.among_personal = std::any_of(beside.begin(), beside.end(),
                                         [](const auto* one) { return one->is_personal(); });
        end.declared_unique = end.schema->are_unique({column.path.field});
        const bool seldom_twice =
            column.whole && static_cast<double>(end.distinct()) >=
                                kUniqueShare * static_cast<double>(column.values);
        // An estimated number of distinct values is too coarse to tell.
        end.unique = end.declared_unique || (seldom_twice && column.sketch.is_whole());
        end.refers = std::any_of(end.schema->foreign_keys.begin(), end.schema->foreign_keys.end(),
                                 [&](const ForeignKey& key) {
                                     return std::find(key.fields.begin(), key.fields.end(),
                                                      column.path.field) != key.fields.end();
                                 });
        end.loose = loose.contains(column.path.in.store);
        end.dense = !is_identifying(column.kind) && column.density() > kDense;
        ends_[column.kind].push_back(end);
    }

    void compare(const End& a, const End& b) {
        if (!may_meet(a, b)) return;
        const Containment ab = containment(a.column->sketch, b.column->sketch, kRisk);
        const Containment ba = containment(b.column->sketch, a.column->sketch, kRisk);
        if (std::max(ab.met, ba.met) < kMetMin) return;
        try_reference({&a, &b, ab, ba, false});
        try_reference({&b, &a, ba, ab, false});
        try_copy(a, b, ab, ba);
    }

    /// Cheap reasons why two columns are no link, before their sketches are compared.
    static bool may_meet(const End& a, const End& b) {
        if (!a.among_personal && !b.among_personal) return false;
        const bool one_store = a.path().in.store == b.path().in.store;
        if (is_identifying(a.column->kind)) return true;
        return one_store ? a.unique || b.unique : !a.dense && !b.dense;
    }

    void try_reference(Candidate one) {
        const FieldPath& from = one.from->path();
        const FieldPath& to = one.to->path();
        const ValueKind kind = one.from->column->kind;
        const bool is_key_kind = !is_identifying(kind) || kind == ValueKind::uuid;
        if (from.in.store != to.in.store || !is_key_kind || !one.to->unique || one.from->refers)
            return;
        if (are_joined(*one.from, *one.to)) return;  // the other way round
        // Of two keys of equal content the one named after the other collection refers.
        one.named = names_fit(from, to);
        if (one.from->unique && one.to->unique && !one.named) return;
        if ((one.to->dense || one.from->dense) && !one.named) return;
        if (one.of_from.low < kReferenceShare) return;
        if (one.of_from.met < (one.named ? kMetMin : kKeysMetMin)) return;
        one.dismissed = is_dismissed(one);
        const auto strength = [](const Candidate& c) {
            return std::tuple(!c.dismissed, c.named, c.to->declared_unique, c.of_from.low,
                              c.of_to.low);
        };
        const auto [best, is_new] = references_.try_emplace(from, one);
        if (!is_new && strength(one) > strength(best->second)) best->second = one;
    }

    void try_copy(const End& a, const End& b, const Containment& ab, const Containment& ba) {
        const ValueKind kind = a.column->kind;
        const bool keys = !is_identifying(kind) || kind == ValueKind::uuid;
        if (a.path().in == b.path().in || are_joined(a, b)) return;
        if (keys && a.path().in.store == b.path().in.store) return;
        const bool a_in_b = ab.low >= kCopyShare;
        const bool b_in_a = ba.low >= kCopyShare;
        if (!a_in_b && !b_in_a) return;
        bool a_is_copy = a_in_b;
        if (a.loose != b.loose)
            a_is_copy = a.loose;
        else if (a_in_b && b_in_a)
            a_is_copy = is_original(b, a);
        Candidate one =
            a_is_copy ? Candidate{&a, &b, ab, ba, false} : Candidate{&b, &a, ba, ab, false};
        if (keys && !one.to->unique) return;
        const std::uint64_t met = std::max(ab.met, ba.met);
        if (met < (is_identifying(kind) ? kMetMin : kKeysMetMin)) return;
        one.dismissed = is_dismissed(one);
        const auto strength = [](const Candidate& c) {
            const double share = std::max(c.of_from.low, c.of_to.low);
            return std::tuple(!c.dismissed, !c.to->loose, std::floor(share * 10), rank_of(*c.to));
        };
        const auto [best, is_new] = copies_.try_emplace(one.from->path(), one);
        if (!is_new && strength(one) > strength(best->second)) best->second = one;
    }

    [[nodiscard]] bool is_dismissed(const Candidate& one) const {
        CatalogueLink found;
        found.from = one.from->path();
        found.to = one.to->path();
        found.from_side = side_of(*one.from->column);
        found.to_side = side_of(*one.to->column);
        return stays_dismissed(catalogue_.links, found);
    }

    /// Whether a foreign key says already that they hold the same.
    static bool are_joined(const End& a, const End& b) {
        const auto leads = [](const End& from, const End& to) {
            if (from.path().in.store != to.path().in.store) return false;
            return std::any_of(from.schema->foreign_keys.begin(), from.schema->foreign_keys.end(),
                               [&](const ForeignKey& key) {
                                   return key.fields.size() == 1 &&
                                          key.fields.front() == from.path().field &&
                                          key.target == to.path().in.collection;
                               });
        };
        return leads(a, b) || leads(b, a);
    }

    const Catalogue& catalogue_;
    std::map<ValueKind, std::vector<End>> ends_;
    std::map<FieldPath, Candidate> references_;
    std::map<FieldPath, Candidate> copies_;
};

}  // namespace

std::vector<CatalogueLink> propose_links(const Catalogue& catalogue,
                                         std::span<const Column> columns,
                                         const std::set<StoreName>& loose) {
    return Proposer(catalogue, columns, loose).run();
}

}  // namespace gdprd::policy
