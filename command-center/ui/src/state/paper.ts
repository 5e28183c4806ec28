import { computed } from "vue";
import { approvalsOf } from "@/api/approvals";
import { warningsOf } from "@/api/warnings";
import { api } from "./centre";
import { usePoll } from "./poll";

const EVERY_MS = 3_000;
const NOTICE = "notice/";

/** A paper that waits to be signed, with the notice that it is and the warning behind that. */
export function usePaper(id: () => string) {
  const desk = warningsOf(api);
  const {
    value: approval,
    failure,
    again: readPaper,
  } = usePoll(id, (wanted) => approvalsOf(api).find(wanted), EVERY_MS);
  const { value: mine, again: readMine } = usePoll(id, (wanted) => approvalsOf(api).mineOf(wanted), EVERY_MS);
  const isMine = computed(() => mine.value?.some((one) => one.id === approval.value?.id) === true);
  const subject = computed(() => approval.value?.subject ?? "");
  const { value: notice, failure: noticeFailure } = usePoll(
    () => (subject.value.startsWith(NOTICE) ? subject.value.slice(NOTICE.length) : ""),
    async (wanted) => (wanted === "" ? null : await desk.notice(wanted)),
    EVERY_MS,
  );
  const { value: warning } = usePoll(
    () => notice.value?.warningId ?? "",
    async (wanted) => (wanted === "" ? null : await desk.find(wanted)),
    EVERY_MS,
  );
  /** What still stands, where it says that all is over: when it was proposed, and now. */
  const { value: stands, again: look } = usePoll(
    () => (notice.value?.purpose === "lift" ? notice.value.id : ""),
    async (wanted) => (wanted === "" ? null : await desk.stands(wanted)),
    EVERY_MS,
  );
  const again = async (): Promise<void> => void (await Promise.all([readPaper(), readMine()]));
  return {
    approval,
    isMine,
    notice,
    warning,
    stands,
    /** What still stands is read now. */
    look,
    failure: computed(() => failure.value ?? noticeFailure.value),
    again,
  };
}
