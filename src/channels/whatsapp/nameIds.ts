/** Run inside the page of WhatsApp Web, as all of `page.ts` is: the name under which the library looks for a message. */

interface PageMessage {
  readonly id: { readonly _serialized?: string };
}

/** A message as it leaves the page. */
interface MessageModel {
  id: { readonly fromMe: unknown; readonly remote: unknown; readonly id: unknown; readonly _serialized?: string };
}

declare const window: {
  readonly WWebJS: { getMessageModel(message: PageMessage): MessageModel };
  require(module: 'WAWebMsgKey'): { readonly prototype?: { toString(): string } };
};

/**
 * Gives the whole id of a message the name by which the library knows it. WhatsApp Web 2.3000.1042401057 and later call it
 * otherwise, with which the library finds nothing that it sent, and tells of messages without their whole id.
 */
export function nameIds(): void {
  const { WWebJS } = window;
  const toModel = WWebJS.getMessageModel;
  Object.assign(WWebJS, {
    getMessageModel(message: PageMessage): MessageModel {
      const model = toModel(message);
      const { fromMe, remote, id } = model.id;
      // As a field of its own: what only the prototype gives does not leave the page.
      model.id = { ...model.id, _serialized: message.id._serialized ?? [fromMe, remote, id].join('_') };
      return model;
    },
  });
  try {
    const { prototype } = window.require('WAWebMsgKey');
    // Where it has its old name, it is not said in any other way.
    if (!prototype || !Object.hasOwn(prototype, 'toString') || '_serialized' in prototype) return;
    if (prototype.toString.toString().includes('_serialized')) return;
    Object.defineProperty(prototype, '_serialized', {
      get(this: object) {
        return this.toString();
      },
      set(this: object, value: unknown) {
        Object.defineProperty(this, '_serialized', { value, writable: true, enumerable: true, configurable: true });
      },
    });
  } catch {
    // Without the module nothing can be sent anyway.
  }
}
