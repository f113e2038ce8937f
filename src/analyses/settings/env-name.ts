/** Environment variable that a key stands for: `http.maxBodyBytes` under the prefix `APP` is `APP_HTTP_MAX_BODY_BYTES`. */
export function envNameOf(derived: { readonly prefix: string } | undefined, key: string): readonly string[] {
  if (!derived) return [];
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
  return [derived.prefix === '' ? words : `${derived.prefix.replace(/_$/, '')}_${words}`];
}
