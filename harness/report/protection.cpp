#include "report/protection.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "report/text.hpp"

namespace pipette {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Protection& protection, std::size_t width) {
  constexpr std::size_t kIndent = 33;
  std::string text =
      fmt::format("  {:<20} {:<9}", one_line(protection.name), word(protection.standing));
  if (!protection.reason.empty())
    text += " " + wrap(one_line(protection.reason), kIndent, kIndent, width);
  return text.substr(0, text.find_last_not_of(" \n") + 1) + "\n";
}

Json to_value(const Protection& protection) {
  Json out = {{"name", protection.name}, {"standing", word(protection.standing)}};
  if (!protection.reason.empty()) out["reason"] = protection.reason;
  return out;
}

Json to_values(const std::vector<Protection>& protections) {
  Json out = Json::array();
  for (const Protection& protection : protections) out.push_back(to_value(protection));
  return out;
}

}  // namespace

std::string to_text(const ProtectionReport& report, std::size_t width) {
  std::string text = fmt::format("Layers ({}, programs run as {})\n", one_line(report.backend),
                                 one_line(report.user));
  for (const Protection& layer : report.layers) text += line(layer, width);
  text +=
      fmt::format("Protections ({} of {} canaries held back)\n", report.contained, report.canaries);
  for (const Protection& protection : report.protections) text += line(protection, width);
  return text;
}

std::string to_json(const ProtectionReport& report) {
  const Json out = {{"backend", report.backend},
                    {"user", report.user},
                    {"layers", to_values(report.layers)},
                    {"protections", to_values(report.protections)},
                    {"canaries", {{"tried", report.canaries}, {"contained", report.contained}}}};
  return out.dump(-1, ' ', true, Json::error_handler_t::replace);
}

}  // namespace pipette
