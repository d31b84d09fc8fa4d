"use client";

import { useEffect, useRef, useState } from "react";

/** For forms that find their own errors: `focusError` moves the focus to the first wrong field of the form. */
export function useErrorFocus() {
  const formRef = useRef<HTMLFormElement>(null);
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    if (failures > 0) formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failures]);
  return { formRef, focusError: () => setFailures((count) => count + 1) };
}
