#include "policy/language/lint_cells.hpp"

#include "policy/cells/cell_values.hpp"
#include "policy/language/lint_words.hpp"

namespace gdprd::policy {

bool is_inside_cell(const Catalogue& catalogue, const FieldPath& field) {
    return column_around(catalogue, field).has_value();
}

void lint_cells(const Policy& policy, const Catalogue& catalogue, Diagnostics& out) {
    const auto refuse = [&](const SourceSpan& span, const FieldPath& field, std::string_view what) {
        out.error(span, "inside-a-cell",
                  to_string(field) + " stands inside a cell and " + std::string(what), "");
    };
    for (const FieldAnnotation& note : policy.fields) {
        if (!is_inside_cell(catalogue, note.field)) continue;
        if (note.identifier) {
            refuse(note.span, note.field,
                   "cannot be an identifier: the text of its column is searched; say what it holds "
                   "with category");
        }
        if (!note.references.empty())
            refuse(note.span, note.field, "cannot refer to anything: name a column");
    }
    for (const ErasureRule& rule : policy.erasure) {
        if (rule.select.field && is_inside_cell(catalogue, *rule.select.field)) {
            refuse(place_of(rule, "select.field"), *rule.select.field,
                   "cannot be changed or kept by itself yet: select its column, or its collection");
        }
    }
}

}  // namespace gdprd::policy
