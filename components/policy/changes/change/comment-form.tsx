"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { Failure } from "@/components/account/failure";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Textarea } from "@/components/ui/form/input";
import { commentOnPolicyChangeMutation, policyChangeQuery } from "@/lib/policy/queries";

/** Says something about a change, without deciding anything. */
export function CommentForm({ id }: { id: string }) {
  const [text, setText] = useState("");
  const client = useQueryClient();
  const comment = useMutation({
    mutationFn: () => commentOnPolicyChangeMutation.mutationFn({ params: { id }, body: { text: text.trim() } }),
    onSuccess: (change) => {
      client.setQueryData(policyChangeQuery(id).queryKey, change);
      setText("");
      announce("Comment added");
    },
  });
  const empty = text.trim() === "";
  const send = () => !empty && !comment.isPending && comment.mutate();
  const sendByKeys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send();
  };
  return (
    <form
      className="grid max-w-prose gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label="Comment" hideLabel>
        <Textarea
          rows={2}
          maxLength={4000}
          placeholder="Ask or say something about it"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={sendByKeys}
        />
      </Field>
      <Failure error={comment.error} />
      <div>
        <Button
          type="submit"
          busy={comment.isPending}
          busyText="Adding…"
          disabledReason={empty ? "Write the comment first" : undefined}
        >
          Comment
        </Button>
      </div>
    </form>
  );
}
