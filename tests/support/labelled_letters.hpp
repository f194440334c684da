#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "policy/sweep/sweeper.hpp"

namespace gdprd::test {

/// What a sweep is measured by: letters whose names, addresses and identifiers are marked.
struct LabelledLetter {
    struct Label {
        char kind;  ///< n: name, m: name in the middle of a sentence, a: address, s: part of one,
                    ///< i: identifier
        std::size_t begin;
        std::size_t end;
    };
    std::string text;
    std::vector<Label> labels;
};

/// Letters of a file of tests/data/letters, each filled in several ways: a header of values by the
/// name of their slot, then texts with "[kind ...]" around what is labelled and "{slot}" in them.
class LetterFile {
  public:
    explicit LetterFile(const std::filesystem::path& path) {
        std::ifstream in(path);
        std::string line;
        bool header = true;
        while (std::getline(in, line)) {
            if (line == "===") {
                header = false;
                texts_.emplace_back();
            } else if (header) {
                add_slot(line);
            } else {
                texts_.back() += line + '\n';
            }
        }
        if (texts_.empty() || slots_.empty())
            throw std::runtime_error("no letters: " + path.string());
    }

    [[nodiscard]] std::vector<LabelledLetter> letters(std::size_t fillings) const {
        std::vector<LabelledLetter> all;
        for (const std::string& text : texts_) {
            for (std::size_t i = 0; i < fillings; ++i) all.push_back(filled(text, i));
        }
        return all;
    }

  private:
    void add_slot(const std::string& line) {
        const std::size_t colon = line.find(": ");
        if (colon == std::string::npos) throw std::runtime_error("no slot: " + line);
        std::istringstream values(line.substr(colon + 2));
        std::string value;
        while (std::getline(values, value, '|')) slots_[line.substr(0, colon)].push_back(value);
    }

    /// Different slots step through their values at different paces; "given2" is the next "given".
    [[nodiscard]] const std::string& value(std::string slot, std::size_t filling) const {
        std::size_t at = filling;
        if (slot.ends_with('2')) {
            slot.pop_back();
            at += 2;
        }
        const auto found = slots_.find(slot);
        if (found == slots_.end()) throw std::runtime_error("no values for " + slot);
        const std::size_t pace = slot == "family" || slot == "town" ? 5 : 1;
        return found->second[at * pace % found->second.size()];
    }

    [[nodiscard]] LabelledLetter filled(std::string_view text, std::size_t filling) const {
        LabelledLetter letter;
        for (std::size_t at = 0; at < text.size(); ++at) {
            const char c = text[at];
            if (c == '[') {
                letter.labels.push_back({text[at + 1], letter.text.size(), 0});
                at += 2;
            } else if (c == ']') {
                letter.labels.back().end = letter.text.size();
            } else if (c == '{') {
                const std::size_t end = text.find('}', at);
                letter.text += value(std::string(text.substr(at + 1, end - at - 1)), filling);
                at = end;
            } else {
                letter.text += c;
            }
        }
        return letter;
    }

    std::map<std::string, std::vector<std::string>> slots_;
    std::vector<std::string> texts_;
};

struct SweepRate {
    std::size_t labelled = 0;
    std::size_t found = 0;
    std::size_t hits = 0;
    std::size_t wrong = 0;
    [[nodiscard]] double recall() const { return share(found, labelled); }
    [[nodiscard]] double precision() const { return share(hits - wrong, hits); }
    SweepRate& operator+=(const SweepRate& other) {
        labelled += other.labelled;
        found += other.found;
        hits += other.hits;
        wrong += other.wrong;
        return *this;
    }

  private:
    static double share(std::size_t part, std::size_t all) {
        return all == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(all);
    }
};

struct LetterRates {
    SweepRate names;      ///< all
    SweepRate announced;  ///< but for those in the middle of a sentence
    SweepRate addresses;
    SweepRate identifiers;
    std::vector<std::string> misses;  ///< "missed n: ...", "wrong n: ..."
    LetterRates& operator+=(const LetterRates& other) {
        names += other.names;
        announced += other.announced;
        addresses += other.addresses;
        identifiers += other.identifiers;
        return *this;
    }
};

/// What a sweep of the letters finds. A label is found, and a find is right, when half of it lies
/// in the other.
class LetterMeter {
  public:
    LetterRates measure(const std::vector<LabelledLetter>& letters) {
        LetterRates rates;
        for (const LabelledLetter& letter : letters) measure(letter, rates);
        return rates;
    }

  private:
    struct Find {
        char of;  ///< n, a or i
        std::size_t begin;
        std::size_t end;
    };

    static char class_of(char kind) {
        if (kind == 'm') return 'n';
        return kind == 's' ? 'a' : kind;
    }

    static char class_of(const policy::sweep::Found& found) {
        using policy::sweep::Kind;
        char of = 'i';
        found.what.each([&](std::size_t place) {
            const Kind kind = policy::sweep::detectors()[place].kind;
            if (kind == Kind::name) of = 'n';
            if (kind == Kind::address || kind == Kind::street) of = 'a';
        });
        return of;
    }

    template <class A, class B>
    static std::size_t shared(const A& a, const B& b) {
        const std::size_t begin = std::max(a.begin, b.begin);
        const std::size_t end = std::min(a.end, b.end);
        return end > begin ? end - begin : 0;
    }

    static SweepRate& rate_of(LetterRates& rates, char of) {
        if (of == 'n') return rates.names;
        return of == 'a' ? rates.addresses : rates.identifiers;
    }

    void measure(const LabelledLetter& letter, LetterRates& rates) {
        std::vector<Find> finds;
        sweeper_.text({letter.text, 0, true}, [&](const policy::sweep::Found& found) {
            finds.push_back({class_of(found), found.at, found.at + found.size});
        });
        for (const LabelledLetter::Label& label : letter.labels) {
            const char of = class_of(label.kind);
            std::size_t covered = 0;
            for (const Find& find : finds) covered += find.of == of ? shared(find, label) : 0;
            const std::size_t found = covered * 2 >= label.end - label.begin ? 1 : 0;
            SweepRate& rate = rate_of(rates, of);
            ++rate.labelled;
            rate.found += found;
            if (label.kind == 'n') {
                ++rates.announced.labelled;
                rates.announced.found += found;
            }
            if (found == 0) note(rates, "missed", label.kind, letter, label);
        }
        for (const Find& find : finds) {
            std::size_t covered = 0;
            for (const LabelledLetter::Label& label : letter.labels)
                covered += class_of(label.kind) == find.of ? shared(find, label) : 0;
            SweepRate& rate = rate_of(rates, find.of);
            ++rate.hits;
            if (covered * 2 >= find.end - find.begin) continue;
            ++rate.wrong;
            note(rates, "wrong", find.of, letter, find);
        }
    }

    template <class Span>
    static void note(LetterRates& rates, const char* what, char kind, const LabelledLetter& letter,
                     const Span& span) {
        rates.misses.push_back(std::string(what) + ' ' + kind + ": " +
                               letter.text.substr(span.begin, span.end - span.begin));
    }

    policy::sweep::Sweeper sweeper_;
};

}  // namespace gdprd::test
