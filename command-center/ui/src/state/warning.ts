import { computed } from "vue";
import { approvalsOf } from "@/api/approvals";
import { callsOf } from "@/api/calls";
import { rollCallOf } from "@/api/rollcall";
import { warningsOf } from "@/api/warnings";
import { standingOf } from "@/lib/rollcall";
import { signingOf } from "@/lib/warning";
import { api } from "./centre";
import { may } from "./may";
import { usePoll } from "./poll";

const EVERY_MS = 3_000;

/** One warning, whether its notice waits for the reader's signature, and whether people are still on their way. */
export function useWarning(id: () => string) {
  const { value: warning, failure, again } = usePoll(id, (wanted) => warningsOf(api).find(wanted), EVERY_MS);
  const signing = computed(() => (warning.value ? signingOf(warning.value) : null));
  const hasTold = computed(() => warning.value?.notices.some(({ state }) => state === "issued") === true);

  const { value: mine } = usePoll(
    () => (may("readApprovals") ? (signing.value?.id ?? "") : ""),
    async (notice) => (notice === "" ? [] : await approvalsOf(api).mineOf(notice)),
    EVERY_MS,
  );
  /** The paper that waits for the reader's signature. */
  const paper = computed(() => mine.value?.find(({ subject }) => subject === `notice/${signing.value?.id}`) ?? null);

  /** The same paper, whosever signature it waits for, with what was said of it. */
  const { value: approval, again: readPaper } = usePoll(
    () => (may("readApprovals") ? (signing.value?.id ?? "") : ""),
    async (notice) => (notice === "" ? null : await approvalsOf(api).find(notice)),
    EVERY_MS,
  );

  const { value: roll } = usePoll(
    () => (hasTold.value && may("readRollCall") ? id() : ""),
    async (wanted) => (wanted === "" ? null : await rollCallOf(api).read(wanted)),
    EVERY_MS,
  );
  const { value: calls } = usePoll(
    () => (may("readApprovals") && warning.value?.log.some(({ act }) => act === "call") ? id() : ""),
    async (wanted) => (wanted === "" ? null : await callsOf(api).ofWarning(wanted)),
    EVERY_MS,
  );
  const standing = computed(() => (roll.value ? standingOf(roll.value) : null));
  const { value: course } = usePoll(
    () => (hasTold.value && may("readRollCall") ? id() : ""),
    async (wanted) => (wanted === "" ? [] : await rollCallOf(api).course(wanted)),
    EVERY_MS,
  );
  return { warning, signing, paper, approval, readPaper, standing, calls, course, failure, again };
}
