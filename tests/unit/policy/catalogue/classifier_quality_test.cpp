// Precision and recall on the labelled schemas of tests/data/classifier. The floors are below what
// is reached, so that a change that costs quality is seen and one that trades a field is not.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "policy/catalogue/classifier.hpp"

namespace gdprd::policy {
namespace {

struct Labelled {
    std::vector<FieldEvidence> fields;
    std::vector<std::string> expected;
};

std::filesystem::path data_folder() {
    return std::filesystem::path(GDPRD_SOURCE_DIR) / "tests/data/classifier";
}

Labelled load(const std::filesystem::path& file) {
    Labelled out;
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        FieldEvidence field;
        field.store = StoreName("labelled");
        std::string expected;
        std::getline(cells, field.collection, '\t');
        std::getline(cells, field.field, '\t');
        std::getline(cells, field.declared_type, '\t');
        std::getline(cells, expected, '\t');
        out.fields.push_back(std::move(field));
        out.expected.push_back(std::move(expected));
    }
    return out;
}

struct Score {
    double hits = 0, false_hits = 0, misses = 0, right_category = 0;
    [[nodiscard]] double precision() const { return hits / std::max(hits + false_hits, 1.0); }
    [[nodiscard]] double recall() const { return hits / std::max(hits + misses, 1.0); }
    [[nodiscard]] double f1() const {
        return 2 * hits / std::max(2 * hits + false_hits + misses, 1.0);
    }
};

Score score(const Labelled& labelled) {
    Score out;
    const auto findings = classify(labelled.fields);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const bool personal = labelled.expected[i] != "-";
        const bool found = findings[i].category.has_value();
        if (personal && found) ++out.hits;
        if (!personal && found) ++out.false_hits;
        if (personal && !found) ++out.misses;
        if (personal && found && findings[i].category->value() == labelled.expected[i])
            ++out.right_category;
    }
    return out;
}

TEST(ClassifierQuality, holds_its_floors_on_labelled_schemas) {
    double rows = 0;
    for (const auto& entry : std::filesystem::directory_iterator(data_folder())) {
        if (entry.path().extension() != ".tsv") continue;
        const Labelled labelled = load(entry.path());
        const Score s = score(labelled);
        rows += static_cast<double>(labelled.fields.size());
        std::cout << entry.path().stem().string() << ": " << labelled.fields.size()
                  << " fields, precision " << s.precision() << ", recall " << s.recall() << ", F1 "
                  << s.f1() << ", category " << s.right_category / std::max(s.hits, 1.0) << '\n';
        EXPECT_GE(s.f1(), 0.88) << entry.path();
        EXPECT_GE(s.right_category / std::max(s.hits, 1.0), 0.93) << entry.path();
    }
    EXPECT_GE(rows, 600);
}

}  // namespace
}  // namespace gdprd::policy
