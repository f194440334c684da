// What share of the names, addresses and identifiers in letters and tickets a sweep finds, by
// language: letters_bench [--markdown | --misses PART/LANGUAGE] [DIRECTORY]. Parts are "dev", by
// which the words and rules were set, and "held-out", by which they were not; do not look at the
// misses of the latter. No time is measured.
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/labelled_letters.hpp"

namespace {

using namespace gdprd::test;

constexpr std::size_t kFillings = 12;

std::string percent(double share) {
    char text[16];
    std::snprintf(text, sizeof text, "%.1f %%", share * 100);
    return text;
}

void print(const std::string& name, const LetterRates& rates, bool markdown) {
    const std::vector<std::string> cells{name,
                                         std::to_string(rates.names.labelled),
                                         percent(rates.names.recall()),
                                         percent(rates.announced.recall()),
                                         percent(rates.names.precision()),
                                         percent(rates.addresses.recall()),
                                         percent(rates.addresses.precision()),
                                         percent(rates.identifiers.recall()),
                                         percent(rates.identifiers.precision())};
    if (markdown) std::printf("|");
    for (const std::string& cell : cells) {
        if (markdown)
            std::printf(" %s |", cell.c_str());
        else
            std::printf("%-15s", cell.c_str());
    }
    std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
    std::filesystem::path directory = "tests/data/letters";
    std::string misses;
    bool markdown = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view option = argv[i];
        if (option == "--markdown")
            markdown = true;
        else if (option == "--misses" && i + 1 < argc)
            misses = argv[++i];
        else
            directory = option;
    }
    LetterMeter meter;
    if (!misses.empty()) {
        const auto rates =
            meter.measure(LetterFile(directory / (misses + ".txt")).letters(kFillings));
        for (const std::string& one : rates.misses) std::printf("%s\n", one.c_str());
        return 0;
    }
    if (!markdown)
        std::printf("%-15s%-15s%-15s%-15s%-15s%-15s%-15s%-15s%-15s\n", "letters", "names", "found",
                    "if announced", "right", "addresses", "right", "identifiers", "right");
    for (const char* part : {"held-out", "dev"}) {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(directory / part))
            files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        LetterRates all;
        for (const auto& file : files) {
            const LetterRates rates = meter.measure(LetterFile(file).letters(kFillings));
            print(std::string(part) + ' ' + file.stem().string(), rates, markdown);
            all += rates;
        }
        print(std::string(part) + ", all", all, markdown);
    }
    return 0;
}
