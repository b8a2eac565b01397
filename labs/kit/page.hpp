// A page for the browser: it listens to /mcp-stream, and shows every event that comes.
//
// Your server sends it as the answer to GET /, with the header Content-Type: text/html;
// charset=utf-8. Then open http://127.0.0.1:8080/ in a browser (or the port that you chose).
#pragma once

#include <string_view>

namespace kit {

inline constexpr std::string_view kPage = R"html(<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>What the server says</title>
  <link rel="icon" href="data:,">
  <style>
    body { font-family: sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em; }
    textarea { width: 100%; }
    li { white-space: pre-wrap; border-bottom: 1px solid #ccc; padding: 0.3em 0; }
    li::before { content: attr(data-name) " " attr(data-id) ": "; color: #777; }
  </style>
</head>
<body>
  <h1>What the server says</h1>
  <p>The stream is <strong id="state">not open yet</strong>.</p>

  <form id="publish">
    <p><label>Text <textarea id="data" rows="3">Hello!</textarea></label></p>
    <p><label>Name of the event (may stay empty) <input id="name"></label>
       <button>Publish</button> <span id="answer"></span></p>
  </form>

  <ol id="events"></ol>

  <script>
    const state = document.getElementById('state');
    const list = document.getElementById('events');

    // All events so far. Type "received" into the browser's console to see them.
    window.received = [];

    // This one line calls the server, and calls it again whenever the stream breaks off.
    const source = new EventSource('/mcp-stream');
    source.onopen = () => { state.textContent = 'open'; };
    source.onerror = () => { state.textContent = 'broken, the browser calls again'; };

    function show(event) {
      received.push({ id: event.lastEventId, name: event.type, data: event.data });
      const item = document.createElement('li');
      item.dataset.id = event.lastEventId;
      item.dataset.name = event.type;
      item.textContent = event.data;
      list.append(item);
    }

    // A page hears only the names that it asks for. An event without a name is called "message".
    const names = new Set();
    function listenFor(name) {
      if (names.has(name)) return;
      names.add(name);
      source.addEventListener(name, show);
    }
    listenFor('message');
    listenFor('weather');

    document.getElementById('publish').onsubmit = async (submit) => {
      submit.preventDefault();  // stay on this page
      const event = { data: document.getElementById('data').value };
      const name = document.getElementById('name').value;
      if (name !== '') {
        event.event = name;
        listenFor(name);
      }
      const response = await fetch('/publish', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(event),
      });
      document.getElementById('answer').textContent =
        response.status + ' ' + await response.text();
    };
  </script>
</body>
</html>
)html";

}  // namespace kit
