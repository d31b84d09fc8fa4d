interface PictureType {
  contentType: string;
  extension: string;
}

const isAt = (content: Uint8Array, offset: number, bytes: string): boolean =>
  content.length >= offset + bytes.length &&
  [...bytes].every((char, index) => content[offset + index] === char.charCodeAt(0));

/** What a file is by its first bytes: a picture that browsers show; null for anything else, whatever it is called. */
export function pictureTypeOf(content: Uint8Array): PictureType | null {
  if (isAt(content, 0, "\xff\xd8\xff")) return { contentType: "image/jpeg", extension: "jpg" };
  if (isAt(content, 0, "\x89PNG\r\n\x1a\n")) return { contentType: "image/png", extension: "png" };
  if (isAt(content, 0, "GIF87a") || isAt(content, 0, "GIF89a"))
    return { contentType: "image/gif", extension: "gif" };
  if (isAt(content, 0, "RIFF") && isAt(content, 8, "WEBP"))
    return { contentType: "image/webp", extension: "webp" };
  return null;
}
