#include <algorithm>

#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/sweep_file.hpp"

namespace gdprd::daemon::ctl {

namespace {

using policy::sweep::detectors;
using policy::sweep::kDetectors;

/// ",", ";", "tab" or another single character; quotes and line ends are no delimiters.
std::optional<char> delimiter_of(const std::string& typed) {
    if (typed == "tab") return '\t';
    if (typed.size() != 1 || typed[0] == '"' || typed[0] == '\n' || typed[0] == '\r')
        return std::nullopt;
    return typed[0];
}

/// Places of detectors that found something, the most frequent first.
std::vector<std::size_t> found_by(const SweepCounts& counts) {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < kDetectors; ++place) {
        if (counts.whole[place] + counts.inside[place] > 0) places.push_back(place);
    }
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        const std::uint64_t of_a = counts.whole[a] + counts.inside[a];
        const std::uint64_t of_b = counts.whole[b] + counts.inside[b];
        return of_a != of_b ? of_a > of_b : a < b;
    });
    return places;
}

Table table_of_text(const SweptFile& file) {
    Table table{{"detector", "found"}, {}};
    for (const std::size_t place : found_by(file.columns.front())) {
        table.rows.push_back({std::string(detectors()[place].name),
                              std::to_string(file.columns.front().inside[place])});
    }
    return table;
}

Table table_of_rows(const SweptFile& file) {
    Table table{{"column", "name", "detector", "cells", "inside"}, {}};
    for (std::size_t column = 0; column < file.columns.size(); ++column) {
        const SweepCounts& counts = file.columns[column];
        for (const std::size_t place : found_by(counts)) {
            table.rows.push_back(
                {std::to_string(column + 1), column < file.names.size() ? file.names[column] : "",
                 std::string(detectors()[place].name), std::to_string(counts.whole[place]),
                 std::to_string(counts.inside[place])});
        }
    }
    return table;
}

Exit sweep(const Invocation& typed, Context& context) {
    std::optional<SweptRows> rows;
    if (typed.has("--delimiter")) {
        const auto delimiter = delimiter_of(typed.get("--delimiter"));
        if (!delimiter) {
            return context.out().fail(Exit::usage, "--delimiter takes one character, or tab",
                                      "gdprctl identifiers sweep --delimiter ';' FILE");
        }
        rows = SweptRows{*delimiter, typed.has("--header")};
    } else if (typed.has("--header")) {
        return context.out().fail(Exit::usage, "--header is of rows, which --delimiter asks for",
                                  "gdprctl identifiers sweep --delimiter ';' --header FILE");
    }
    using policy::sweep::Sweeper;
    const bool names = typed.has("--names");
    const auto file =
        sweep_file(OffLoop::on_blocking_thread(), typed.get("FILE"), rows,
                   names ? Sweeper::LookFor::people_too : Sweeper::LookFor::identifiers);
    if (!file) return context.out().fail(file.error());
    context.out().table(rows ? table_of_rows(*file) : table_of_text(*file));
    context.out().say(std::to_string(file->bytes) + " bytes" +
                      (rows ? ", " + std::to_string(file->rows) + " rows" : "") + " swept; " +
                      (names ? "names in the middle of a sentence are not found"
                             : "names and postal addresses are counted with --names"));
    return Exit::done;
}

}  // namespace

void add_identifiers_sweep_command(Cli& cli) {
    cli.add({.noun = "identifiers",
             .verb = "sweep",
             .doc = "Count the identifiers that stand in a file, as a text or column by column",
             .arguments = {{"FILE", "a text in UTF-8 of any size; - is standard input",
                            Argument::Times::one}},
             .options = {{"--delimiter", "CHAR",
                          "rows of cells, as RFC 4180 writes them, with this between cells: a "
                          "character, or tab"},
                         {"--header", "", "the first row names the columns"},
                         {"--names", "",
                          "count names of people and postal addresses in texts too, which is "
                          "slower"}},
             .run = sweep,
             .offline = true,
             .example = "--delimiter ';' --header export.csv"});
}

}  // namespace gdprd::daemon::ctl
