// Runs cases and prints one line of JSON for each: {"case", "value"} or {"case", "error"}.
export async function tell(cases) {
  for (const [name, run] of Object.entries(cases)) {
    try {
      console.log(JSON.stringify({ case: name, value: await run() }));
    } catch (error) {
      const { status = null, code = null, type = null, message } = error;
      console.log(JSON.stringify({ case: name, error: error.constructor.name, status, code, type, message }));
    }
  }
}
