import { ChoiceGroup, type ChoiceGroupProps } from './choice-group';

type CheckboxGroupProps = ChoiceGroupProps & { values?: readonly string[]; defaultValues?: readonly string[] };

export function CheckboxGroup({ values, defaultValues, ...rest }: CheckboxGroupProps) {
  const isChosen = (value: string) => (values ?? defaultValues)?.includes(value);
  return <ChoiceGroup {...rest} type="checkbox" isChosen={isChosen} controlled={values !== undefined} />;
}
