// Results as JSON: the document for other programs, and the form in which a result is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/verdict.hpp"

namespace pipette {

/// The whole report, indented, keys always in the same order, ASCII only, nothing in it that a CI
/// runner obeys; ends in a line feed.
/// Verdicts and causes are their words with underscores: "not_run", "timed_out".
[[nodiscard]] std::string to_json(const Report& report);

/// The same on one line.
[[nodiscard]] std::string to_json_line(const Report& report);

/// The report that to_json() wrote, without its protection, or nothing when the text is not one;
/// never throws.
[[nodiscard]] std::optional<Report> report_from_json(std::string_view text);

/// One lab as it stands in the report's "labs"; lab_from_json() gives back an equal value. Bytes
/// that are not UTF-8 become the text `\xNN`, of a compiler's output at most 64 KiB are kept, and
/// durations are exact up to 26 days.
[[nodiscard]] std::string to_json(const LabResult& lab);

/// The lab that to_json() wrote, or nothing when the text is not one; never throws.
[[nodiscard]] std::optional<LabResult> lab_from_json(std::string_view text);

/// One check as it stands in a lab's "checks", on one line without a line feed.
[[nodiscard]] std::string to_json_line(const CheckResult& check);

/// The check that to_json_line() wrote, or nothing when the text is not one; never throws. Keys
/// that it does not know are ignored.
[[nodiscard]] std::optional<CheckResult> check_from_json(std::string_view text);

}  // namespace pipette
