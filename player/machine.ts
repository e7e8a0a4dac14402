/** In words what this device lacks for a month without a network; `ok` when nothing. */
export function machine(durable: boolean): string {
  if (!durable) return "Bộ nhớ tạm: sẽ mất khi khởi động lại";
  if (!("serviceWorker" in navigator)) return "Không có HTTPS: không khởi động lại được khi mất mạng";
  return "ok";
}
