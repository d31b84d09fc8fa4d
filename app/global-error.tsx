"use client";

/** Shown when even the frame of the site failed: stands on nothing but the browser. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body
        style={{
          fontFamily: "system-ui, sans-serif",
          display: "grid",
          placeItems: "center",
          minHeight: "90vh",
        }}
      >
        <main style={{ textAlign: "center", padding: 24 }}>
          <title>Frontdesk</title>
          <h1 style={{ fontSize: "1.5rem" }}>This page could not be loaded</h1>
          <p>The trouble is on our side, and your data is safe.</p>
          <button type="button" onClick={reset} style={{ font: "inherit", padding: "10px 18px" }}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
