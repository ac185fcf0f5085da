// What a person says, as the server takes it and as the bubble shows it until the server has it.

/** Every way of speaking in one chat; `topic` is the topic looked at, null outside of forums. */
export class Speaking {
  topic = null;

  constructor(person, conversation, outbox) {
    Object.assign(this, { person, conversation, outbox });
  }

  words(text, replyTo) {
    this.#say({ text, reply_to: replyTo }, [{ text, reply_to: replyTo }]);
  }

  /** A result of an inline query; `title` stands for it until it is there. */
  inline(chosen, title) {
    this.#say({ inline: chosen }, [{ text: title }]);
  }

  place(location) {
    this.#say({ location }, [{ location }]);
  }

  sticker(emoji) {
    this.#say({ sticker: emoji }, [{ sticker: emoji }]);
  }

  /** One photo or an album; `urls` show them meanwhile. */
  photos(files, urls, caption) {
    const shown = urls.map((photo, at) => ({ photo, text: at ? "" : caption }));
    this.#send("photo", files, { caption }, shown);
  }

  file(file, caption) {
    this.#send("document", [file], { caption }, [{ document: { name: file.name, url: "#" }, text: caption }]);
  }

  voice(blob, seconds) {
    this.#send("voice", [named(blob)], { duration: seconds }, [{ voice: { url: "#", duration: seconds } }]);
  }

  #say(body, shown) {
    this.#wait({ from: this.person.id, topic: this.topic ?? undefined, ...body }, shown);
  }

  #send(kind, files, fields, shown) {
    const form = new FormData();
    const all = { from: this.person.id, topic: this.topic, ...fields };
    for (const [name, value] of Object.entries(all)) if (value) form.set(name, value);
    for (const file of files) form.append(kind, file);
    this.#wait(form, shown);
  }

  /** Dated like the newest message: the emulator's clock may be another than this browser's. */
  #wait(body, shown) {
    const last = this.conversation.messages.at(-1) ?? { message_id: 0, date: Date.now() / 1000 };
    const traits = { from: this.person.id, message_id: 0, seq: 0, date: last.date, text: "" };
    const messages = shown.map((message) => ({ ...traits, ...message }));
    this.outbox.say(body, messages, last.message_id);
  }
}

function named(blob) {
  if (blob instanceof File) return blob;
  const ending = blob.type.includes("wav") ? "wav" : blob.type.includes("mp4") ? "m4a" : "ogg";
  return new File([blob], `voice.${ending}`, { type: blob.type });
}
