#include <llvm/ADT/StringRef.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include "cli/report/page_assets.h"
#include "cli/report/report.h"

namespace kiln::cli::report {
namespace {

using llvm::json::OStream;

void Write(OStream& json, llvm::StringRef key, llvm::StringRef text) {
  json.attribute(key, llvm::json::fixUTF8(text));
}

void WriteText(OStream& json, const Report::Text& text) {
  Write(json, "kernel", text.kernel);
  Write(json, "text", text.text);
  if (text.whole_size != 0) json.attribute("cut", static_cast<std::int64_t>(text.whole_size));
  json.attributeArray("lines", [&] {
    for (const Report::Link& link : text.links) {
      json.array([&] {
        json.value(link.text_line);
        json.value(link.file);
        json.value(link.line);
      });
    }
  });
}

void WriteStep(OStream& json, const Report::Step& step) {
  Write(json, "name", step.name);
  json.attribute("ms", step.seconds * 1e3);
  if (step.state) {
    json.attribute("state", static_cast<std::int64_t>(*step.state));
  } else {
    json.attribute("state", nullptr);
  }
  if (step.is_start) json.attribute("start", true);
}

void WriteTarget(OStream& json, const Report::Target& target) {
  json.attribute("id", target.id);
  json.attribute("language", target.language);
  json.attribute("profile", target.profile);
  json.attributeArray("texts", [&] {
    for (const Report::Text& text : target.texts) json.object([&] { WriteText(json, text); });
  });
  json.attributeArray("diagnostics", [&] {
    for (const Report::Said& said : target.said) {
      json.object([&] {
        Write(json, "kernel", said.kernel);
        Write(json, "text", said.text);
        json.attribute("error", said.is_error);
      });
    }
  });
  json.attributeBegin("reflection");
  json.rawValue(target.reflection.kernels.empty() ? "null" : artifact::ToJson(target.reflection));
  json.attributeEnd();
  json.attributeArray("passes", [&] {
    for (const Report::Step& step : target.steps) json.object([&] { WriteStep(json, step); });
  });
}

void WriteStates(OStream& json, const IrStates& ir) {
  json.attribute("omitted", static_cast<std::int64_t>(ir.omitted()));
  json.attribute("limit", static_cast<std::int64_t>(ir.limit()));
  json.attributeArray("lines", [&] {
    for (const std::string& line : ir.lines()) json.value(llvm::json::fixUTF8(line));
  });
  json.attributeArray("states", [&] {
    for (const IrStates::State& state : ir.states()) {
      json.object([&] {
        if (state.base) {
          json.attribute("base", static_cast<std::int64_t>(*state.base));
        } else {
          json.attribute("base", nullptr);
        }
        json.attributeArray("parts", [&] {
          for (const std::int64_t part : state.parts) json.value(part);
        });
      });
    }
  });
}

std::string ToJson(const Report& report) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  OStream json(stream);
  json.object([&] {
    json.attribute("schema", "kiln-report/1");
    Write(json, "title", report.sources.front().name + ": Kiln's report");
    Write(json, "subtitle", report.subtitle);
    json.attributeArray("sources", [&] {
      for (const Report::Source& source : report.sources) {
        json.object([&] {
          Write(json, "name", source.name);
          Write(json, "text", source.text);
        });
      }
    });
    json.attributeArray("targets", [&] {
      for (const Report::Target& target : report.targets) json.object([&] { WriteTarget(json, target); });
    });
    json.attributeObject("ir", [&] { WriteStates(json, report.ir); });
    json.attributeBegin("validation");
    json.rawValue(report.validation.empty() ? "null" : report.validation);
    json.attributeEnd();
    Write(json, "validation_note", report.validation_note);
  });
  return text;
}

// JSON that no HTML parser sees an end, a comment or an entity in: these characters stand in strings only.
std::string ForScript(llvm::StringRef json) {
  std::string safe;
  safe.reserve(json.size());
  for (const char c : json) {
    switch (c) {
      case '<':
        safe += "\\u003c";
        break;
      case '>':
        safe += "\\u003e";
        break;
      case '&':
        safe += "\\u0026";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string ForHtml(llvm::StringRef text) {
  std::string safe;
  for (const char c : llvm::json::fixUTF8(text)) {
    switch (c) {
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '&':
        safe += "&amp;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string ToPage(const Report& report) {
  // One walk over the template, so that no text that was put in is looked at again.
  std::string page;
  llvm::StringRef rest = kPageTemplate;
  for (;;) {
    const auto [before, after] = rest.split("{{");
    page += before;
    if (after.empty()) return page;
    const auto [name, next] = after.split("}}");
    if (name == "title") page += ForHtml(report.sources.front().name + ": Kiln's report");
    if (name == "style") page += kPageStyle;
    if (name == "script") page += kPageScript;
    if (name == "data") page += ForScript(ToJson(report));
    rest = next;
  }
}

}  // namespace kiln::cli::report
