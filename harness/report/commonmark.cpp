#include "report/commonmark.hpp"

#include <cmark.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

namespace pipette {
namespace {

struct Free {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
  void operator()(char* text) const { std::free(text); }  // cmark's default allocator
};
using Document = std::unique_ptr<cmark_node, Free>;

Document parsed(std::string_view text) {
  return Document(cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
}

std::string literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? "" : text;
}

Block code_block(cmark_node* node) {
  return {
      .kind = Block::Kind::code, .info = cmark_node_get_fence_info(node), .code = literal(node)};
}

// Collects blocks while it is led through a document.
class BlockReader {
 public:
  void visit(cmark_node* node, bool enters) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_CODE_BLOCK: blocks_.push_back(code_block(node)); break;
      case CMARK_NODE_HEADING: begin(enters, Block::Kind::heading); break;
      case CMARK_NODE_ITEM: in_item_ = enters; break;
      case CMARK_NODE_PARAGRAPH:
        begin(enters, in_item_ ? Block::Kind::item : Block::Kind::paragraph);
        break;
      case CMARK_NODE_STRONG: strong_ = enters; break;
      case CMARK_NODE_LINK: link_ = enters ? cmark_node_get_url(node) : ""; break;
      case CMARK_NODE_TEXT: add(literal(node), false); break;
      case CMARK_NODE_CODE: add(literal(node), true); break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK: add(" ", false); break;
      default: break;
    }
  }

  std::vector<Block> take() { return std::move(blocks_); }

 private:
  void begin(bool enters, Block::Kind kind) {
    if (enters) blocks_.push_back({.kind = kind});
  }

  void add(std::string text, bool code) {
    blocks_.back().spans.push_back({std::move(text), strong_, code, link_});
  }

  std::vector<Block> blocks_;
  bool in_item_ = false;
  bool strong_ = false;
  std::string link_;
};

// Calls `visit(node, enters)` for every node, when it is entered and when it is left.
void walk(cmark_node* root, const std::function<void(cmark_node*, bool)>& visit) {
  const std::unique_ptr<cmark_iter, Free> iterator(cmark_iter_new(root));
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get()))
    visit(cmark_iter_get_node(iterator.get()), event == CMARK_EVENT_ENTER);
}

}  // namespace

std::vector<Block> read_markdown(std::string_view text) {
  const Document document = parsed(text);
  BlockReader reader;
  walk(document.get(), [&](cmark_node* node, bool enters) { reader.visit(node, enters); });
  return reader.take();
}

std::string language_of(const Block& block) { return block.info.substr(0, block.info.find(' ')); }

std::string heading_of(const Block& block) {
  static const std::array<std::pair<std::string_view, std::string_view>, 6> kNames = {{
      {"console", ""},
      {"cpp", "C++"},
      {"js", "JavaScript"},
      {"json", "JSON"},
      {"python", "Python"},
      {"text", ""},
  }};
  const std::string language = language_of(block);
  if (language != "console" && language != block.info)
    return block.info.substr(language.size() + 1);
  for (const auto& [name, shown] : kNames)
    if (name == language) return std::string(shown);
  return language;
}

std::string markdown_to_html(std::string_view text, const HtmlOfMarkdown& how) {
  const Document document = parsed(text);
  walk(document.get(), [&](cmark_node* node, bool enters) {
    if (!enters) return;
    if (cmark_node_get_type(node) == CMARK_NODE_LINK)
      cmark_node_set_url(node, how.target(cmark_node_get_url(node)).c_str());
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
      cmark_node_set_heading_level(node, cmark_node_get_heading_level(node) + 1);
  });
  std::string html;
  std::vector<Block> code;
  const auto add_code = [&] {
    if (!code.empty()) html += how.code(std::exchange(code, {}));
  };
  for (cmark_node* node = cmark_node_first_child(document.get()); node != nullptr;
       node = cmark_node_next(node)) {
    if (cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK) {
      code.push_back(code_block(node));
      continue;
    }
    add_code();
    html += std::unique_ptr<char, Free>(cmark_render_html(node, CMARK_OPT_DEFAULT)).get();
  }
  add_code();
  return html;
}

}  // namespace pipette
