/** The value of the field that an event came from; the kit's fields and plain ones alike. */
export function valueOf(event: Event): string {
  const field = event.currentTarget;
  if (field instanceof HTMLElement && "value" in field && typeof field.value === "string") return field.value;
  throw new TypeError("the event is not of a field");
}
